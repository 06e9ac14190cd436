// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/period.h"

#include <optional>

namespace fuseboard {

/// How far something is that goes on in the background.
struct Progress {
    int done = 0, total = 0;
    bool canCancel = false;
    bool operator==(const Progress&) const = default;
};

enum class BackfillState { running, paused, cancelled, done };
enum class BackfillOrder { pause, resume, cancel };

/// A source's past, read in parts, the newest first. Part of the source's cursor, so that what is said here and the rows
/// it speaks of are stored together.
struct Backfill {
    Period whole; ///< what is to be read, whole days; its end is where the first poll began
    Instant reached; ///< everything from here to the end of `whole` is stored
    BackfillState state = BackfillState::running; ///< never `done` while something is left

    static Backfill start(Period whole);
    /// The part to read next; empty unless it is running.
    [[nodiscard]] std::optional<Period> next() const;
    /// Once the next part is stored.
    [[nodiscard]] Backfill after() const;
    /// What is done stays done; what was cancelled can be resumed.
    [[nodiscard]] Backfill ordered(BackfillOrder order) const;
    /// Parts that are stored, of all.
    [[nodiscard]] Progress progress() const;

    /// `running/2025-11-23T00:00:00Z/2026-10-01T00:00:00Z/2026-05-07T00:00:00Z`: state, bounds, reached.
    [[nodiscard]] std::string text() const;
    /// Empty where the text is none.
    static std::optional<Backfill> parse(std::string_view text);
    bool operator==(const Backfill&) const = default;
};

/// "running", "paused", "cancelled", "done".
std::string_view toText(BackfillState state);
/// "pause", "resume", "cancel".
std::optional<BackfillOrder> parseBackfillOrder(std::string_view text);

} // namespace fuseboard
