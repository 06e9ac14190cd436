// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/ledger/callrow.h"

namespace fuseboard::gateway {

/// Appends a call as the journal keeps it; without its `seq`, which only `ledger.db` gives.
void appendCall(std::string& out, const CallRow& row);
/// Takes one call off the front; empty: these are no bytes of appendCall().
std::optional<CallRow> takeCall(std::string_view& bytes);

/// Whole numbers of eight bytes, in the order of this machine: a journal stays on the machine that wrote it.
void appendNumber(std::string& out, std::uint64_t number);
std::optional<std::uint64_t> takeNumber(std::string_view& bytes);

} // namespace fuseboard::gateway
