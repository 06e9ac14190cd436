// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fuzz/mutator.h"

#include <functional>

namespace fuseboard::test {

/// What became of an input.
struct Reading {
    std::string kind; ///< how it was read: an input that is accepted in a way of its own is kept, to start others from
    std::string fault; ///< a rule that it broke; empty: none
    bool accepted = false; ///< it was not only refused: most rules are about what was understood
};

/// A parser of what strangers send, with the rules that hold whatever it is given.
struct FuzzTarget {
    std::string name;
    Inputs inputs;
    std::function<Reading(const std::string& input)> read;
};

FuzzTarget requestTarget(); ///< callers' requests: the parser behind its strict gate
FuzzTarget answerTarget(); ///< providers' answers, the same
FuzzTarget eventsTarget(); ///< streams of server-sent events, with the usage read off them
FuzzTarget bodyTarget(); ///< the JSON of calls and of answers
FuzzTarget holdsTarget(); ///< `holds.db`, as a file of bytes
FuzzTarget journalTarget(); ///< `ledger.journal`, the same
FuzzTarget journalCallsTarget(); ///< the calls in one of its groups, behind a checksum that is right
FuzzTarget documentsTarget(); ///< what the admin door takes: orders, their scopes, policies

} // namespace fuseboard::test
