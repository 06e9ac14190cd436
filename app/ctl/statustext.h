// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/undotext.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace fuseboard {

/// Text from outside as a terminal may show it: no character that controls it or turns the reading direction (SAFETY SE5).
QString onOneLine(QString text);
/// The status document as a table for a terminal.
QString statusText(const QJsonObject& status);
/// "Payments is frozen since 14:19:32: 2 of 2 places refuse, test call refused at each." and a line for each place.
QString freezeText(const QJsonObject& freeze, const QString& name);
/// The state and what a resume would let pass again, with the code to confirm it.
/// `undo`: empty where the places have not told in time. `holdAll`: places where everything is frozen too.
QString resumePlan(const QJsonObject& freeze, const QString& name, const QString& code,
    const std::optional<std::vector<UndoLine>>& undo, const std::set<std::string>& holdAll);

} // namespace fuseboard
