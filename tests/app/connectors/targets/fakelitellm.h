// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/rawserver.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QPointer>

#include <vector>

namespace fuseboard::test {

/// A LiteLLM proxy as `contracts/GATEWAYS.md` 1 describes it: strict about what it is asked, and serving from what its workers
/// keep. Requests go to its workers in turn.
class FakeLiteLlm : public QObject {
    Q_OBJECT
public:
    struct Team {
        QByteArray id, alias;
        bool blocked = false;
    };
    struct Key {
        QByteArray token; ///< its hash
        QByteArray alias, team;
        QByteArray secret {}; ///< empty: nobody calls with it here
        std::optional<bool> blocked {};
    };

    explicit FakeLiteLlm(int workers = 1);
    bool listen() { return m_server.listen(); }
    void stop() { m_server.close(); }
    [[nodiscard]] QString url() const { return m_server.url(); }
    [[nodiscard]] Team* team(const QByteArray& id);
    [[nodiscard]] Key* key(const QByteArray& token);
    /// Whether any worker would let a call of that key pass now.
    [[nodiscard]] bool wouldServe(const QByteArray& secret);
    /// A call with that key has been through every worker.
    void remember(const QByteArray& secret);

    struct Lists {
        std::vector<Team> teams;
        std::vector<Key> keys;
    };
    std::vector<Team> teams;
    std::vector<Key> keys;
    int shortLists = 0; ///< lists of keys that lack their last one and count it all the same; negative: all
    bool hidesKeys = false; ///< their list answers 500
    std::optional<Lists> oldLists; ///< told instead of what is so now
    /// What the test wants said instead of the truth, whatever is asked; empty: the truth; `hangUp` and `silence` below.
    std::function<std::optional<QByteArray>()> meddler = [] { return std::nullopt; };
    static const QByteArray hangUp, silence;
    /// As a process that has hung and is started anew: whoever waits for an answer is left alone.
    void hangUpOnTheSilent();
    int cacheMs = 0; ///< how long a worker goes by what it knows; negative: for ever
    int budgetStatus = 0; ///< the canary's own budget is used up: 400, 422 or 429
    bool readOnly = false; ///< our key may only look
    bool isUsageAsked = false; ///< other lists may be asked for, and are not there
    int healthAsked = 0;
    QByteArray version; ///< as its health tells it; empty: it does not, as newer ones
    QStringList complaints; ///< what it was asked that the contract does not know

    /// As the proxy knows a key.
    static QByteArray hashOf(const QByteArray& secret);
    static constexpr auto adminKey = "sk-admin";

private:
    struct Known {
        bool blocked = false;
        qint64 at = 0;
    };
    struct Worker {
        QHash<QByteArray, Known> known;
    };

    void serve(QIODevice& connection, const QByteArray& request);
    QByteArray answer(
        Worker& worker, const QByteArray& method, const QString& path, const QByteArray& head, const QByteArray& body);
    QByteArray change(Worker& worker, const QString& path, const QJsonObject& body);
    QByteArray list(const QString& path);
    QByteArray keyInfo(Worker& worker, const QByteArray& secret);
    bool isBlocked(Worker& worker, const QByteArray& what, bool stored);
    QByteArray complain(const QString& what);

    std::vector<Worker> m_workers;
    std::size_t m_turn = 0;
    QList<QPointer<QIODevice>> m_silent; ///< asked, and got no answer
    QElapsedTimer m_clock;
    RawServer m_server;
};

} // namespace fuseboard::test
