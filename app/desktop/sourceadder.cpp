// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/sourceadder.h"

#include "connectors/sourceconfig.h"
#include "domain/team.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSaveFile>
#include <QTimeZone>
#include <qt6keychain/keychain.h>

#include <algorithm>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto testDeadline = 10s; ///< a person waits for it
const QString keyringService = QStringLiteral("fuseboard");

HttpRequest probeOf(const SourceDraft& draft)
{
    HttpRequest request;
    request.deadline = testDeadline;
    request.localSocket = draft.socket;
    const QString base = draft.socket.isEmpty() ? draft.url : QStringLiteral("http://localhost");
    if (draft.kind == SourceKind::gateway)
        request.url = QUrl(base + QStringLiteral("/v1/health"));
    else
        request.url = QUrl(base
            + QStringLiteral("/organization/costs?limit=1&start_time=%1")
                .arg(QDateTime::currentDateTimeUtc().addDays(-1).date().startOfDay(QTimeZone::UTC).toSecsSinceEpoch()));
    if (!draft.key.isEmpty())
        request.headers.append({"Authorization", "Bearer " + draft.key.toUtf8()});
    return request;
}

std::string idFor(const QString& name, const std::vector<SourceConfig>& taken)
{
    const std::string slug = teamIdFor(name.toStdString());
    const std::string base = slug.empty() ? "source" : slug.substr(std::string_view("team-").size());
    std::string id = base;
    for (int n = 2; std::ranges::contains(taken, id, &SourceConfig::id); ++n)
        id = base + "-" + std::to_string(n);
    return id;
}

Result<std::vector<SourceConfig>> existing(const Profile& profile)
{
    if (!QFileInfo::exists(profile.sourcesFile()))
        return std::vector<SourceConfig>();
    return readSources(profile.sourcesFile().toStdString());
}

} // namespace

SourceAdder::SourceAdder(Profile profile, QObject* parent)
    : QObject(parent)
    , m_profile(std::move(profile))
{
}

void SourceAdder::test(const SourceDraft& draft, QObject* context, Done done)
{
    m_http.send(probeOf(draft)).then(context, [draft, done](const Result<HttpAnswer>& answer) {
        const std::string name = draft.name.toStdString();
        if (!answer)
            done(std::unexpected(answer.error()));
        else if (answer->status == 401 || answer->status == 403)
            done(fail(ErrorCode::unauthorised, name, "HTTP " + std::to_string(answer->status)));
        else if (answer->status != 200)
            done(fail(ErrorCode::badAnswer, name, "HTTP " + std::to_string(answer->status)));
        else
            done(tr("%1 answers and accepts the key.").arg(draft.name));
    });
}

void SourceAdder::add(const SourceDraft& draft, const Settings& settings, QObject* context, Done done)
{
    const auto sources = existing(m_profile);
    if (!sources) {
        done(std::unexpected(sources.error()));
        return;
    }
    const std::string id = idFor(draft.name, *sources);
    if (draft.key.isEmpty()) {
        done(append(draft, settings, id));
        return;
    }
    auto* job = new QKeychain::WritePasswordJob(keyringService, context);
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(QString::fromStdString(id));
    job->setTextData(draft.key);
    connect(job, &QKeychain::Job::finished, context, [this, job, draft, settings, id, done] {
        if (job->error() == QKeychain::NoError)
            done(append(draft, settings, id));
        else
            done(fail(job->error() == QKeychain::NoBackendAvailable ? ErrorCode::keyringAbsent : ErrorCode::keyringLocked,
                draft.name.toStdString(), job->errorString().toStdString()));
    });
    job->start();
}

Result<QString> SourceAdder::append(const SourceDraft& draft, const Settings& settings, const std::string& id) const
{
    auto sources = existing(m_profile);
    if (!sources)
        return std::unexpected(sources.error());
    const bool gateway = draft.kind == SourceKind::gateway;
    sources->push_back({.id = id,
        .name = draft.name.toStdString(),
        .kind = gateway ? "gateway" : "openai",
        .url = draft.url.toStdString(),
        .socket = draft.socket.toStdString(),
        .account = draft.account.toStdString(),
        .interval = gateway ? settings.gatewayInterval : settings.providerInterval});
    if (!draft.key.isEmpty())
        sources->back().key = {KeyReference::Place::keyring, id};
    QSaveFile file(m_profile.sourcesFile());
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(writeSources(*sources))) < 0 || !file.commit())
        return fail(ErrorCode::fileUnwritable, file.fileName().toStdString(), file.errorString().toStdString());
    return tr("%1 is connected.").arg(draft.name);
}

} // namespace fuseboard
