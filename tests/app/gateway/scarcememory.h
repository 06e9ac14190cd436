// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

/// The operator new of a test that is linked with this: it can say no.
namespace fuseboard::test::scarce {

/// The next piece of so many bytes, or more, is not given.
void refuse(std::size_t from);
[[nodiscard]] bool isRefusing();
inline thread_local bool isSpared = false; ///< this thread is given all

} // namespace fuseboard::test::scarce
