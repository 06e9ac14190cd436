// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/commandline.h"
#include "owner/errordocument.h"
#include "text/errortext.h"

#include <chrono>
#include <variant>

namespace fuseboard {

/// An owner answers from memory; one that opens a large history takes a few seconds.
constexpr std::chrono::milliseconds answerPatience {15'000};
constexpr std::chrono::milliseconds pollPatience {180'000}; ///< a source may use its 60 s, and be tried again
constexpr std::chrono::milliseconds proofPatience {180'000}; ///< beyond any place's bound, past which it is told as not proved

/// Asks the profile's owner and waits for the answer, but not for ever: an owner may hang.
struct AskOwner {
    QJsonObject request;
    std::chrono::milliseconds patience = answerPatience; ///< 0: as long as it takes
};

/// Prints what came of it and ends.
struct Say {
    QString text;
    ExitCode code = ExitCode::proved;
    bool isDone = false; ///< something was done, and stays done whoever reads of it
};

/// Says what is wrong and ends.
struct Refuse {
    QString sentence;
    QJsonObject error {};
    ExitCode code = ExitCode::failed;
};
inline Refuse refused(const Error& error) { return {sentence(error), errorDocument(error)}; }

/// What a command does next: it decides, `Control` does.
using Move = std::variant<AskOwner, Say, Refuse>;

} // namespace fuseboard
