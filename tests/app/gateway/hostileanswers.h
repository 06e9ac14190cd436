// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace fuseboard::test::hostile {

/// What the caller must get.
enum class Expected {
    refused, ///< one clear 502
    late, ///< one clear 504
    brokenStream, ///< what was good of the stream, then the dialect's error event
    passed, ///< the answer, as if nothing were wrong
};

/// What the provider does after its bytes.
enum class Ending {
    close,
    hold, ///< says nothing more, and keeps the connection
    flood, ///< says `more` without an end
};

/// A provider's answer that is wrong or malicious.
struct HostileAnswer {
    const char* name;
    std::string bytes;
    Expected expected = Expected::refused;
    Ending ending = Ending::hold;
    std::string more {};
    bool isFree = false; ///< the provider said itself that it charges nothing
    bool isWellFramed = false; ///< its connection may be used again
};

/// Each for a call of which the answer is whole, or comes as a stream, in that dialect.
std::vector<HostileAnswer> hostileWholeAnswers();
std::vector<HostileAnswer> hostileChatStreams();
std::vector<HostileAnswer> hostileMessageStreams();

} // namespace fuseboard::test::hostile
