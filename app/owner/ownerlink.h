// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collector/boardreader.h"
#include "domain/drill.h"
#include "domain/freeze.h"
#include "owner/ownerprotocol.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QPromise>
#include <QTimer>

#include <map>
#include <memory>

namespace fuseboard {

class OwnerClient;

/// Those that were made, in their order, and the plan.
struct DrillsNow {
    std::vector<Drill> made;
    DrillPlan plan;
    bool operator==(const DrillsNow&) const = default;
};

/// How long an owner may be silent.
struct LinkPatience {
    std::chrono::milliseconds introduction {3000}; ///< from connecting to the owner's name
    std::chrono::milliseconds ping {1000}; ///< how often it is asked whether it is there
    std::chrono::milliseconds silence {4000}; ///< then it counts as lost; its engine answers from memory
};

/// The connection of an attached window with the owner of its profile. Lives in a thread of its own, so that a press leaves
/// within milliseconds however busy the window is (SAFETY KS3), and what comes is parsed beside it. Whatever the other side
/// does (silence, half lines, rubbish, endless lines), the link ends by `lost` in bounded time and memory.
class OwnerLink : public QObject {
    Q_OBJECT
public:
    explicit OwnerLink(QString socketPath, LinkPatience patience = {});
    ~OwnerLink() override;

    /// In its thread: `introduced` or `lost` follows. Does nothing while there is a connection.
    void connectToOwner();
    /// From any thread, and returns at once: the request goes out in the order of calls, and the future has the owner's answer,
    /// be it a refusal. An Error: there is no connection, or it ended before the answer, and whether the owner heard is not
    /// known.
    [[nodiscard]] QFuture<Result<QJsonObject>> ask(QJsonObject request);

Q_SIGNALS:
    void introduced(const fuseboard::OwnerIntroduction& owner);
    void freezesChanged(std::shared_ptr<const fuseboard::FreezeBoard> freezes);
    void sourcesChanged(const fuseboard::SourcesNow& sources);
    void historyChanged(const fuseboard::HistoryChange& change);
    void namesLearned(const std::vector<fuseboard::IdentityName>& names);
    void drillsChanged(const fuseboard::DrillsNow& drills);
    void polled();
    void backedUp();
    void pricesLookedFor(qsizetype changes);
    void pricesChanged();
    /// What failed at the owner.
    void ownerFailed(const fuseboard::Error& error);
    /// Once for each connection or try: unreachable or cutOff (it is gone), timedOut, badAnswer, tooLarge, historyBusy (it
    /// speaks another protocol, which the detail says). The subject is the owner's name as far as it is known.
    void lost(const fuseboard::Error& error);

private:
    using Asked = std::shared_ptr<QPromise<Result<QJsonObject>>>;

    void send(const QJsonObject& request, const Asked& asked);
    void take(const QJsonObject& answer);
    void introduce(const QJsonObject& answer);
    /// Whether it was understood.
    bool takeNews(const QJsonObject& answer);
    void lookWhetherItLives();
    void end(Error error);

    QString m_socketPath;
    LinkPatience m_patience;
    OwnerClient* m_client = nullptr;
    QTimer *m_deadline, *m_ping;
    QElapsedTimer m_heard;
    std::optional<OwnerIntroduction> m_owner; ///< while it is connected
    std::map<qint64, Asked> m_asked;
    qint64 m_calls = 0;
};

} // namespace fuseboard
