// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/sourceadder.h"

#include "connectors/gateway/gatewayanswers.h"
#include "connectors/gateway/gatewayaddress.h"
#include "connectors/openai/openaidialect.h"
#include "connectors/sourceconfig.h"
#include "domain/team.h"

#include <QFileInfo>
#include <QSaveFile>
#include <QTimer>
#include <QUuid>
#include <qt6keychain/keychain.h>

#include <algorithm>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto testDeadline = 10s; ///< a person waits for it
constexpr auto keyringPatience = 30s; ///< as long as for reading: time to type a password
const QString keyringService = QStringLiteral("fuseboard");

/// A harmless read that shows the key, and what its answer has to look like.
struct Trial {
    HttpRequest request;
    std::function<Result<void>(const HttpAnswer&)> check;
};

Trial trialOf(const SourceDraft& draft, Instant now)
{
    const std::string name = draft.name.toStdString();
    Trial trial;
    if (draft.kind == SourceKind::gateway) {
        const GatewayAddress address {
            .id = {}, .name = name, .socket = draft.socket, .url = QUrl(draft.url), .tokens = DoorTokens(draft.key.toUtf8())};
        trial.request = address.request(DoorRight::read, "GET", "/v1/breakers");
        trial.check = [name](const HttpAnswer& answer) {
            return parseBreakers(name, answer).transform([](const LeverReport&) { });
        };
    } else {
        const Instant today = std::chrono::floor<std::chrono::days>(now);
        const UsageTask yesterday = openAiCostsOf({today - std::chrono::days(1), today});
        const OpenAiDialect openAi;
        trial.request.url = QUrl::fromEncoded(
            draft.url.toUtf8() + QByteArray::fromStdString(openAi.request(yesterday, {}).path), QUrl::StrictMode);
        trial.request.headers = openAi.keyHeaders(draft.key.toUtf8());
        trial.check = [name, yesterday, account = draft.account.toStdString()](const HttpAnswer& answer) -> Result<void> {
            if (answer.status != 200)
                return std::unexpected(statusError(name, answer));
            const std::string_view json(answer.body.constData(), static_cast<std::size_t>(answer.body.size()));
            return OpenAiDialect().parse(yesterday, json, {name, account}).transform([](const UsagePage&) { });
        };
    }
    trial.request.deadline = testDeadline;
    return trial;
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

bool isAbsent(QKeychain::Error error) { return error == QKeychain::NoBackendAvailable || error == QKeychain::NotImplemented; }

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
    const Trial trial = trialOf(draft, m_clock.now());
    m_http.send(trial.request).then(context, [draft, check = trial.check, done](const Result<HttpAnswer>& answer) {
        const Result<void> works = answer ? check(*answer) : std::unexpected(answer.error());
        if (!works)
            done(std::unexpected(works.error()));
        else
            done(draft.key.isEmpty() ? tr("%1 answers.").arg(draft.name)
                                     : tr("%1 answers and accepts the key.").arg(draft.name));
    });
}

void SourceAdder::add(const SourceDraft& draft, const Settings& settings, QObject* context, const Done& done)
{
    if (draft.key.isEmpty()) {
        done(append(draft, settings, {}));
        return;
    }
    // A name of its own: a key that an earlier source left in the keyring is never overwritten (SAFETY SE2).
    const QString name = QStringLiteral("%1-%2").arg(
        QString::fromStdString(idFor(draft.name, {})), QUuid::createUuid().toString(QUuid::Id128).left(8));
    auto* job = new QKeychain::WritePasswordJob(keyringService, context);
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(name);
    job->setTextData(draft.key);
    // A locked keyring asks its owner, or nobody where it can't ask: it is named then, and not waited for (SAFETY SE2).
    auto* patience = new QTimer(job);
    patience->setSingleShot(true);
    connect(patience, &QTimer::timeout, context, [job, draft, done] {
        job->disconnect();
        done(fail(ErrorCode::keyringLocked, draft.name.toStdString(), "it did not answer"));
    });
    patience->start(keyringPatience);
    connect(job, &QKeychain::Job::finished, context, [this, job, patience, draft, settings, name, done] {
        patience->stop();
        if (job->error() == QKeychain::NoError)
            done(append(draft, settings, {KeyReference::Place::keyring, name.toStdString()}));
        else
            done(fail(isAbsent(job->error()) ? ErrorCode::keyringAbsent : ErrorCode::keyringLocked, draft.name.toStdString(),
                job->errorString().toStdString()));
    });
    job->start();
}

Result<QString> SourceAdder::append(const SourceDraft& draft, const Settings& settings, const KeyReference& key) const
{
    auto sources = existing(m_profile);
    if (!sources)
        return std::unexpected(sources.error());
    const bool gateway = draft.kind == SourceKind::gateway;
    sources->push_back({.id = idFor(draft.name, *sources),
        .name = draft.name.toStdString(),
        .kind = gateway ? "gateway" : "openai",
        .url = draft.url.toStdString(),
        .socket = draft.socket.toStdString(),
        .account = draft.account.toStdString(),
        .key = key,
        .interval = gateway ? settings.gatewayInterval : settings.providerInterval});
    QSaveFile file(m_profile.sourcesFile());
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(writeSources(*sources))) < 0 || !file.commit())
        return fail(ErrorCode::fileUnwritable, file.fileName().toStdString(), file.errorString().toStdString());
    return tr("%1 is connected.").arg(draft.name);
}

} // namespace fuseboard
