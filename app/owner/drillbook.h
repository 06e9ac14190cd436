// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/drill.h"

#include <QJsonObject>
#include <QString>

namespace fuseboard {

QJsonObject drillDocument(const Drill& drill);
/// Empty where the document is none.
std::optional<Drill> drillOf(const QJsonObject& document);
/// All drills, the plan, when the next is due, whether one was missed, and each place's mean time to stop.
QJsonObject drillsDocument(const std::vector<Drill>& drills, const DrillPlan& plan, Instant now);

/// The drills that were made, a line of JSON each, in the order they were made.
class DrillBook {
public:
    /// A file that is missing is an empty book; lines that can't be read are passed over.
    explicit DrillBook(QString file);

    [[nodiscard]] const std::vector<Drill>& drills() const { return m_drills; }
    /// `fileUnwritable`: it is known until the program ends.
    Result<void> add(Drill drill);

private:
    QString m_file;
    std::vector<Drill> m_drills;
};

} // namespace fuseboard
