// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/breakerlevel.h"
#include "domain/loops/turndigest.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fuseboard::loops {

/// What was seen of a session that gets nowhere.
enum class LoopSign {
    sameCall, ///< same tool, same arguments, same result as the call before
    cycle, ///< as a call some calls before
    nearRepeat, ///< arguments that differ in a number or in words, same result
    sameError, ///< one tool, one error, whatever is tried
    nothingNew, ///< the same said and the same asked
    sameRequest, ///< the whole request once more
    handedOn, ///< an agent that only gives its task to the next
    risingPrompt, ///< the prompt grows by what it had before
    costAboveKind, ///< money an hour far above what its kind costs
    manyAlike, ///< the same prompt many times within a minute: velocity alone
};

/// `same-call`, as the admin door shows it.
std::string toText(LoopSign sign);
/// Empty: a sign that is not known here.
std::optional<LoopSign> parseLoopSign(std::string_view text);

struct LoopEvidence {
    LoopSign sign = LoopSign::sameCall;
    std::string tool; ///< the last one's name; empty where none was used
    int count = 0;
    Fingerprint arguments = 0, result = 0; ///< of the last one
    bool operator==(const LoopEvidence&) const = default;
};

/// Whether a request shows that its conversation gets on.
enum class Progress { unknown, moved, none };

/// What is made of a request.
struct LoopVerdict {
    BreakerLevel level = BreakerLevel::none;
    Progress progress = Progress::unknown; ///< by which a probe before it has succeeded or failed
    int calls = 0; ///< without progress, in a row
    std::vector<LoopEvidence> evidence;
    std::int64_t costNano = 0; ///< of the session so far
    std::int64_t costNanoAnHour = 0;
};

} // namespace fuseboard::loops
