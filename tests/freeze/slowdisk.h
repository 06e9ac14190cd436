// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fuseboard::test {

/// While it lives, no fdatasync of this process returns.
class HangingDisk {
public:
    HangingDisk();
    ~HangingDisk();
    HangingDisk(const HangingDisk&) = delete;
    HangingDisk& operator=(const HangingDisk&) = delete;
};

} // namespace fuseboard::test
