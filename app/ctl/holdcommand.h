// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/move.h"
#include "ctl/target.h"
#include "text/undotext.h"

#include <optional>
#include <set>

namespace fuseboard {

/// A freeze, a resume, what either would do, or the reason of a freeze. The status comes first: it tells who is meant, what
/// is protected, and what is frozen.
class HoldCommand {
public:
    /// `line` must outlive it.
    explicit HoldCommand(const CommandLine& line)
        : m_line(line)
    {
    }

    [[nodiscard]] Move begin() const;
    Move answered(const QJsonObject& answer);
    /// The owner was silent for too long. Empty: nothing can be said without it.
    [[nodiscard]] std::optional<Move> unanswered() const;

private:
    Move statusCame(const QJsonObject& status);
    Move freeze();
    Move resume(const QJsonObject& status);
    Move order(QJsonObject request);
    [[nodiscard]] Move preview(std::chrono::milliseconds patience = answerPatience) const;
    [[nodiscard]] Move orderAnswered(const QJsonObject& answer) const;
    [[nodiscard]] Move previewCame(const QJsonObject& preview) const;
    [[nodiscard]] Move plan(const QJsonValue& outlooks, const std::optional<std::vector<UndoLine>>& undo) const;

    const CommandLine& m_line;
    Target m_target;
    QJsonObject m_held; ///< the freeze that a resume would end, once its plan is asked for
    std::set<std::string> m_holdAll; ///< places where everything is frozen too
    bool m_ordered = false;
};

} // namespace fuseboard
