// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/drillbook.h"

#include <QFuture>
#include <QPromise>
#include <QTimer>

#include <set>

namespace fuseboard {

class Switchboard;

/// Makes drills, on plan and when asked: freezes the team, waits until every place has shown what it can or is past its bound,
/// lets it go, and keeps what was seen. One at a time. A freeze that a person has ordered meanwhile is never ended; one of a
/// drill that an earlier run of the program left behind is.
class Drills : public QObject {
    Q_OBJECT
public:
    /// How often it is looked whether one is due.
    static constexpr std::chrono::milliseconds betweenLooks = std::chrono::minutes(10);

    /// Both must outlive it.
    Drills(Switchboard& switchboard, const Clock& clock, QString bookFile, DrillPlan plan, QObject* parent = nullptr,
        std::chrono::milliseconds lookEvery = betweenLooks);

    [[nodiscard]] const DrillPlan& plan() const { return m_plan; }
    [[nodiscard]] const std::vector<Drill>& drills() const { return m_book.drills(); }
    /// `notDrilled` where the team is frozen, or another drill is under way, `protectedTeam` where it is; nothing was ordered.
    QFuture<Result<Drill>> make(const TeamId& team);
    /// What the switchboard publishes.
    void setFreezes(std::shared_ptr<const FreezeBoard> freezes);
    /// Those that no drill takes; before it is known which, none is made.
    void setProtected(std::set<TeamId> teams) { m_protected = std::move(teams); }
    /// False: the end of a drill could not be put on record, so none is begun, nor ended.
    void setOnRecord(bool isOnRecord) { m_isOnRecord = isOnRecord; }

Q_SIGNALS:
    void changed();
    void failed(const fuseboard::Error& error);

private:
    struct Running {
        Drill drill;
        std::string reason; ///< tells its freeze from any other
        bool isReleasing = false;
        QPromise<Result<Drill>> promise;
    };
    [[nodiscard]] const FreezeView* viewOf(const TeamId& team) const;
    void look();
    void release();
    void finish();
    void endLeftOvers();
    [[nodiscard]] bool canEnd() const { return m_isOnRecord && m_freezes && m_freezes->auditWaiting == 0; }

    Switchboard& m_switchboard;
    const Clock& m_clock;
    DrillBook m_book;
    DrillPlan m_plan;
    std::shared_ptr<const FreezeBoard> m_freezes;
    std::optional<std::set<TeamId>> m_protected;
    bool m_isOnRecord = true;
    std::unique_ptr<Running> m_running;
    QTimer m_due, m_patience;
};

} // namespace fuseboard
