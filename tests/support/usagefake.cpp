// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/usagefake.h"

#include <QTimer>
#include <QUrl>
#include <QUrlQuery>

namespace fuseboard::test {
namespace {

using namespace std::chrono_literals;

const QByteArray noNames = R"({"data":[],"has_more":false,"first_id":null,"last_id":null})";

} // namespace

UsageFake::UsageFake(MadeUpProvider provider, std::uint64_t seed, QByteArray key, int faults)
    : m_provider(provider)
    , m_pages(provider, seed, 2)
    , m_key(std::move(key))
    , m_faults(faults)
    , m_dice(seed)
    , m_openApi(OpenApi::contractOf(provider))
    , m_server([this](QIODevice& connection, const QByteArray& request) { answer(connection, request); })
{
}

QString UsageFake::url() const
{
    return m_server.url() + (m_provider == MadeUpProvider::openAi ? QStringLiteral("/v1") : QString());
}

void UsageFake::answer(QIODevice& connection, const QByteArray& request)
{
    ++m_answers;
    const QByteArray head = request.left(request.indexOf("\r\n\r\n"));
    const QByteArray target = head.split(' ').value(1);
    const QByteArray key = m_provider == MadeUpProvider::openAi ? "authorization: bearer " + m_key : "x-api-key: " + m_key;
    if (!head.toLower().contains(key.toLower()))
        m_violations += QStringLiteral("no key: ") + QString::fromLatin1(target);
    const QByteArray bare = m_provider == MadeUpProvider::openAi && target.startsWith("/v1/") ? target.mid(3) : target;
    if (m_openApi)
        if (const std::string fault = m_openApi->faultOf(bare.toStdString()); !fault.empty())
            m_violations += QString::fromStdString(fault);
    const QUrl url = QUrl::fromEncoded(bare, QUrl::StrictMode);
    const QByteArray good = RawServer::answer(200, report(url.path(), url.query(QUrl::FullyEncoded)));
    if (!fails(connection, good))
        connection.write(good);
}

QByteArray UsageFake::report(const QString& path, const QString& text)
{
    const QUrlQuery query(text);
    const auto value = [&](const char* name) {
        return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded).toStdString();
    };
    const bool openAi = m_provider == MadeUpProvider::openAi;
    const std::string start = value(openAi ? "start_time" : "starting_at"), end = value(openAi ? "end_time" : "ending_at");
    if (start.empty() || end.empty())
        return noNames;
    const auto instant = [&](const std::string& words) {
        return openAi ? fromUnixSeconds(std::stoll(words)) : parseInstant(words).value_or(Instant());
    };
    const auto width = value("bucket_width") == "1d" ? 24h : 1h;
    UsageTask task {
        .list = path.section(QLatin1Char('/'), -1).toStdString(), .width = width, .period = {instant(start), instant(end)}};
    if (task.period.start.time_since_epoch() % width != 0s || task.period.end.time_since_epoch() % width != 0s)
        m_violations += QStringLiteral("not between two buckets: ") + text;
    const std::string page = value("page");
    const int most = task.list == "costs" ? 180 : width == 24h ? 31 : 168;
    const int limit = std::stoi(value("limit"));
    if (limit > most)
        m_violations += QStringLiteral("limit beyond %1: ").arg(most) + text;
    QByteArray out = QByteArray::fromStdString(
        m_pages.page(task, page.empty() ? task.period.start : parseInstant(page).value_or(Instant()), limit).json);
    m_pagesSpoilt += m_spoil && m_spoil(out) ? 1 : 0;
    return out;
}

bool UsageFake::fails(QIODevice& connection, const QByteArray& good)
{
    if (static_cast<int>(m_dice() % 100) >= m_faults)
        return false;
    ++m_faultsMade;
    switch (m_dice() % 5) {
    case 0: connection.write(RawServer::answer(429, "{}", "Retry-After: 0\r\n")); break;
    case 1: connection.write(RawServer::answer(500, "<html>oops</html>")); break;
    case 2:
        connection.write(good.first(static_cast<qsizetype>(m_dice() % static_cast<std::uint64_t>(good.size()))));
        RawServer::closeAfterWriting(connection);
        break;
    case 3: RawServer::reset(connection); break;
    default: QTimer::singleShot(200ms, &connection, [&connection, good] { connection.write(good); });
    }
    return true;
}

} // namespace fuseboard::test
