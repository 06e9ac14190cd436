// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/ledger/callrow.h"

namespace fuseboard::gateway {

/// Appends a call as the journal keeps it; without its `seq`, which only `ledger.db` gives.
template <class Text>
void appendCall(std::string& out, const BasicCallRow<Text>& row);
/// Takes one call off the front; empty: these are no bytes of appendCall(). Of a CallView the texts stay where they are.
template <class Text>
std::optional<BasicCallRow<Text>> takeCall(std::string_view& bytes);
/// The id of a call in bytes of appendCall().
std::string_view callIdIn(std::string_view call);

/// Whole numbers of eight bytes, in the order of this machine: a journal stays on the machine that wrote it.
void appendNumber(std::string& out, std::uint64_t number);
std::optional<std::uint64_t> takeNumber(std::string_view& bytes);

} // namespace fuseboard::gateway
