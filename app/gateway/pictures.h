// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <simdjson.h>

#include <cstdint>

namespace fuseboard::gateway {

/// What a request shows beside its text.
struct Shown {
    std::int64_t pictures = 0;
    std::int64_t pictureBytes = 0; ///< of their data where it stands in the request: nobody reads it as text
    std::int64_t documents = 0; ///< at an address
};

/// In either dialect, however deep.
Shown shownIn(simdjson::dom::element request);

} // namespace fuseboard::gateway
