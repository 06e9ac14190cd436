// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"
#include "theme/icons.h"
#include "widgets/tone.h"

#include <vector>

namespace fuseboard {

/// What a place, or several that say the same, have shown.
struct BannerLine {
    QString names, text;
    bool wraps = false; ///< all of it has to be read
    Icon icon = Icon::Unknown;
    Tone tone = Tone::secondary;
    bool operator==(const BannerLine&) const = default;
};

/// The banner as a value: at most one, the worst.
struct BannerText {
    enum class About { freeze, source, fault, drill, watcher, history };
    About about = About::freeze;
    Tone tone = Tone::frozen;
    Icon icon = Icon::Snowflake;
    QString title, text;
    std::vector<BannerLine> lines; ///< by place
    bool linesAlwaysShown = false; ///< not proved and partly proved name their places without being asked
    std::optional<Scope> scope; ///< of the freeze
    FreezeStage stage = FreezeStage::allowed;
    HoldState wanted = HoldState::frozen; ///< what Try Again orders anew
    std::int64_t running = 0; ///< requests that *Stop Running Requests* would end; 0: no such button
    bool canResume = false;
    bool canRetry = false; ///< Try Again
    bool canFreezeAgain = false;
    bool canAddReason = false; ///< of a freeze that was ordered here
    bool hasAddedReason = false; ///< already
    bool asksUndo = false; ///< a resume waits for a word on what somebody else has changed
    QString reason; ///< of the act that is shown
    [[nodiscard]] bool isCritical() const { return tone == Tone::crit; }
    bool operator==(const BannerText&) const = default;
};

/// One freeze, for the banner and for announcements.
BannerText freezeBanner(const ShownState& state, const FreezeView& freeze);

/// What follows where it is resumed: "6 of 6 places let calls pass again, $37/h".
QString resumeConsequence(const ShownState& state, const FreezeView& freeze);

/// The worst of: a freeze that is not proved or was undone, of any team; a fault; the selection's own freeze; a history that
/// can't be read; a source that is silent or broken; a drill that was missed.
/// `resuming`: the freeze whose second step of resuming, or whose reason, is open; it stays in view.
std::optional<BannerText> bannerOf(const ShownState& state, const Selection& selection, const std::optional<Error>& fault,
    const std::optional<Scope>& resuming = std::nullopt);

/// Each of them that concerns the selection, the worst first and in the same words: for paper, which can't be asked again.
std::vector<BannerText> noticesOf(const ShownState& state, const Selection& selection);

} // namespace fuseboard
