// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/openapi.h"
#include "support/rawserver.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QMap>
#include <QUrlQuery>

namespace fuseboard::test {

class FakeSystem;

struct FakeRequest {
    QByteArray method;
    QString path; ///< without the base
    QUrlQuery query;
    QJsonObject body;
    QByteArray secret; ///< what was shown as key
    [[nodiscard]] QString value(const char* name) const
    {
        return query.queryItemValue(QLatin1StringView(name), QUrl::FullyDecoded);
    }
    [[nodiscard]] QString lastPart() const { return path.section(QLatin1Char('/'), -1); }
};

struct FakeAnswer {
    int status = 200;
    QByteArray body;
};

/// What a system has, by its id: keys, projects, budgets.
using Things = QMap<QString, QJsonObject>;

/// What is special about one system that is controlled over HTTP.
struct FakeKind {
    const char* contract = nullptr; ///< its OpenAPI file; null: there is none, `answer` is all there is to be strict
    QString base; ///< of its paths
    QByteArray keyHeader, keyPrefix; ///< in lower case; and what stands before the key
    std::vector<std::pair<QByteArray, QByteArray>> headers; ///< that each request needs
    bool takesCalls = false; ///< `answer` is asked for requests with other keys than ours too
    FakeAnswer (*answer)(FakeSystem&, const FakeRequest&) = nullptr;
    /// Whether a call that goes through the thing would pass.
    bool (*serves)(const Things&, const QString& id) = nullptr;
};

/// A system over HTTP, as strict as its contract and as nasty as systems get. What it has stored, what it tells and what
/// calls go by are three things, which may differ for a while or for ever.
class FakeSystem : public QObject {
    Q_OBJECT
public:
    enum class Trouble { none, limited, limitedAs403, failing, cut, garbage, silent };

    explicit FakeSystem(FakeKind kind);
    bool listen() { return m_server.listen(); }
    [[nodiscard]] QString url() const { return m_server.url() + m_kind.base; }
    [[nodiscard]] bool serves(const QString& id) { return m_kind.serves(working(), id); }

    Things stored;
    bool ignoresChanges = false; ///< 200, and nothing happens
    int tellsAfter = 0, worksAfter = 0; ///< ms until a change is told, and until calls go by it; negative: never
    Trouble trouble = Trouble::none;
    int troubles = -1; ///< answers with that trouble; negative: all
    int diesAfter = -1; ///< changes; negative: never
    int shortLists = 0; ///< lists that lack their last thing and count it all the same; negative: all
    QMap<QByteArray, QByteArray> unread; ///< a part of a target, and what is answered instead: a status, or a body of nonsense
    bool readOnly = false; ///< our key may only look
    int changes = 0; ///< that were asked for
    QStringList complaints; ///< what was asked that may not be

    static constexpr auto adminKey = "sk-admin";

    // For the kinds.
    [[nodiscard]] const Things& told() { return asOf(tellsAfter); }
    [[nodiscard]] const Things& working() { return asOf(worksAfter); }
    /// Nothing with `ignoresChanges`.
    void put(const QString& id, const QJsonObject& thing);
    void remove(const QString& id);
    FakeAnswer complain(const QString& what);
    /// That the body has these members and no others.
    void expectOnly(const FakeRequest& request, const QStringList& members);

private:
    struct Past {
        qint64 at = 0;
        Things things;
    };

    void serve(QIODevice& connection, const QByteArray& bytes);
    /// Whether that was all there is to answer.
    bool makesTrouble(QIODevice& connection, const QByteArray& good);
    void check(const QByteArray& method, const QByteArray& target, const QByteArray& head, const QByteArray& body);
    const Things& asOf(int after);

    FakeKind m_kind;
    std::optional<OpenApi> m_openApi;
    std::vector<Past> m_past;
    QElapsedTimer m_clock;
    RawServer m_server;
};

QByteArray jsonOf(const QJsonObject& object);

} // namespace fuseboard::test
