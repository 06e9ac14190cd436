// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/sourceadder.h"

#include "connectors/gateway/gatewayanswers.h"
#include "connectors/gateway/gatewayaddress.h"
#include "connectors/connectorkind.h"
#include "connectors/sourcetrial.h"
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

HttpRequest gatewayTrial(const SourceDraft& draft)
{
    const GatewayAddress address {.id = {},
        .name = draft.name.toStdString(),
        .socket = draft.socket,
        .url = QUrl(draft.url),
        .tokens = DoorTokens(draft.key.toUtf8())};
    HttpRequest request = address.request(DoorRight::read, "GET", "/v1/breakers");
    request.deadline = testDeadline;
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
    const ConnectorKind* kind = findConnectorKind(draft.kind.toStdString());
    if (kind && kind->dialect)
        testProvider(draft, *kind, context, std::move(done));
    else if (kind && kind->isGateway)
        testGateway(draft, context, std::move(done));
    else
        done(tr("%1 is read once it is connected.").arg(draft.name));
}

void SourceAdder::testGateway(const SourceDraft& draft, QObject* context, Done done)
{
    m_http.send(gatewayTrial(draft)).then(context, [draft, done](const Result<HttpAnswer>& answer) {
        const Result<void> works = answer
            ? parseBreakers(draft.name.toStdString(), *answer).transform([](const LeverReport&) { })
            : std::unexpected(answer.error());
        if (!works)
            done(std::unexpected(works.error()));
        else
            done(draft.key.isEmpty() ? tr("%1 answers.").arg(draft.name)
                                     : tr("%1 answers and accepts the key.").arg(draft.name));
    });
}

void SourceAdder::testProvider(const SourceDraft& draft, const ConnectorKind& kind, QObject* context, Done done)
{
    // Goes with whoever waits for it.
    auto* trial =
        new SourceTrial(draft.name.toStdString(), draft.url, kind.dialect(draft.account.toStdString()), m_http, context);
    trial->run(draft.key.toUtf8(), m_clock.now()).then(trial, [trial, draft, done](const Result<KeyRights>& rights) {
        trial->deleteLater();
        if (!rights) {
            done(std::unexpected(rights.error()));
            return;
        }
        const auto listed = [](const std::vector<std::string>& lists) {
            QStringList names;
            for (const std::string& list : lists)
                names += QString::fromStdString(list);
            return names.join(QStringLiteral(", "));
        };
        const QString reads = tr("%1 answers and accepts the key. It can read: %2.").arg(draft.name, listed(rights->reads));
        done(
            rights->refused.empty() ? reads : reads + QLatin1Char(' ') + tr("It can’t read: %1.").arg(listed(rights->refused)));
    });
}

void SourceAdder::add(const SourceDraft& draft, const Settings& settings, QObject* context, const Done& done)
{
    if (draft.key.isEmpty()) {
        done(append(draft, settings, {}));
        return;
    }
    keep(draft.name, draft.key, context, [this, draft, settings, done](const Result<KeyReference>& kept) {
        done(kept ? append(draft, settings, *kept) : std::unexpected(kept.error()));
    });
}

void SourceAdder::changeKey(const std::string& id, const QString& key, QObject* context, const Done& done)
{
    const auto sources = existing(m_profile);
    if (!sources) {
        done(std::unexpected(sources.error()));
        return;
    }
    const auto source = std::ranges::find(*sources, id, &SourceConfig::id);
    if (source == sources->end()) {
        done(fail(ErrorCode::badConfig, m_profile.sourcesFile().toStdString(), "it has no source '" + id + "' any more"));
        return;
    }
    const QString name = QString::fromStdString(source->name);
    keep(name, key, context, [this, id, name, done](const Result<KeyReference>& kept) {
        if (!kept) {
            done(std::unexpected(kept.error()));
            return;
        }
        const auto changed = rewrite([&](std::vector<SourceConfig>& all) {
            for (SourceConfig& each : all)
                if (each.id == id) {
                    each.key = *kept;
                    each.keys.clear();
                }
        });
        done(changed ? Result<QString>(tr("%1 has its new key.").arg(name)) : std::unexpected(changed.error()));
    });
}

Result<void> SourceAdder::remove(const std::string& id)
{
    return rewrite(
        [&id](std::vector<SourceConfig>& all) { std::erase_if(all, [&](const SourceConfig& each) { return each.id == id; }); });
}

/// A name of its own: a key that an earlier source left in the keyring is never overwritten (SAFETY SE2).
void SourceAdder::keep(const QString& sourceName, const QString& key, QObject* context, const Kept& kept)
{
    const QString name = QStringLiteral("%1-%2").arg(
        QString::fromStdString(idFor(sourceName, {})), QUuid::createUuid().toString(QUuid::Id128).left(8));
    auto* job = new QKeychain::WritePasswordJob(keyringService, context);
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(name);
    job->setTextData(key);
    // A locked keyring asks its owner, or nobody where it can't ask: it is named then, and not waited for (SAFETY SE2).
    auto* patience = new QTimer(job);
    patience->setSingleShot(true);
    connect(patience, &QTimer::timeout, context, [job, sourceName, kept] {
        job->disconnect();
        kept(fail(ErrorCode::keyringLocked, sourceName.toStdString(), "it did not answer"));
    });
    patience->start(keyringPatience);
    connect(job, &QKeychain::Job::finished, context, [job, patience, sourceName, name, kept] {
        patience->stop();
        if (job->error() == QKeychain::NoError)
            kept(KeyReference {KeyReference::Place::keyring, name.toStdString()});
        else
            kept(fail(isAbsent(job->error()) ? ErrorCode::keyringAbsent : ErrorCode::keyringLocked, sourceName.toStdString(),
                job->errorString().toStdString()));
    });
    job->start();
}

Result<void> SourceAdder::rewrite(const std::function<void(std::vector<SourceConfig>&)>& change) const
{
    auto sources = existing(m_profile);
    if (!sources)
        return std::unexpected(sources.error());
    change(*sources);
    QSaveFile file(m_profile.sourcesFile());
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(writeSources(*sources))) < 0 || !file.commit())
        return fail(ErrorCode::fileUnwritable, file.fileName().toStdString(), file.errorString().toStdString());
    return {};
}

Result<QString> SourceAdder::append(const SourceDraft& draft, const Settings& settings, const KeyReference& key) const
{
    const ConnectorKind* kind = findConnectorKind(draft.kind.toStdString());
    const bool isOurs = kind && kind->isGateway && !kind->dialect; // answers from memory
    const auto added = rewrite([&](std::vector<SourceConfig>& all) {
        all.push_back({.id = idFor(draft.name, all),
            .name = draft.name.toStdString(),
            .kind = draft.kind.toStdString(),
            .url = draft.url.toStdString(),
            .socket = draft.socket.toStdString(),
            .account = draft.account.toStdString(),
            .key = key,
            .interval = isOurs ? settings.gatewayInterval : settings.providerInterval});
    });
    return added ? Result<QString>(tr("%1 is connected.").arg(draft.name)) : std::unexpected(added.error());
}

} // namespace fuseboard
