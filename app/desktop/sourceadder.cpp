// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/sourceadder.h"

#include "connectors/connectorkind.h"
#include "connectors/keystore.h"
#include "connectors/sourcetrial.h"
#include "connectors/locallogs/locallogsource.h"
#include "connectors/locallogs/logsurvey.h"
#include "owner/sourcecheck.h"
#include "owner/sourcesfile.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QPromise>
#include <QThreadPool>

#include <algorithm>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

KeyReference::Place placeOf(KeyPlace place)
{
    switch (place) {
    case KeyPlace::keyring: return KeyReference::Place::keyring;
    case KeyPlace::session: return KeyReference::Place::session;
    case KeyPlace::sealed: return KeyReference::Place::sealed;
    }
    return KeyReference::Place::none;
}

} // namespace

SourceAdder::SourceAdder(Profile profile, KeyStore& keys, QObject* parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_keys(keys)
{
}

void SourceAdder::test(const SourceDraft& draft, QObject* context, Done done)
{
    const ConnectorKind* kind = findConnectorKind(draft.kind.toStdString());
    if (kind && kind->dialect)
        testProvider(draft, *kind, context, std::move(done));
    else if (kind && kind->isGateway)
        testGateway(draft, context, std::move(done));
    else if (kind && kind->isLocalLog)
        testLogs(draft, context, std::move(done));
    else
        done(tr("%1 is read once it is connected.").arg(draft.name));
}

void SourceAdder::testLogs(const SourceDraft& draft, QObject* context, Done done)
{
    auto promise = std::make_shared<QPromise<LogSurvey>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, kind = logKindOf(draft.kind.toStdString()), where = draft.directory] {
        promise->addResult(surveyLogs(kind, LogEnvironment::ofProcess(), QFile::encodeName(where).toStdString()));
        promise->finish();
    });
    promise->future().then(context, [draft, done](const LogSurvey& survey) {
        if (survey.directories.empty()) {
            done(fail(ErrorCode::directoryMissing,
                (draft.directory.isEmpty() ? tr("where %1 keeps its logs").arg(draft.name) : draft.directory).toStdString()));
            return;
        }
        QStringList where;
        for (const std::filesystem::path& directory : survey.directories)
            where += QString::fromStdString(directory.string());
        const auto day = [](Instant at) {
            const auto seconds = std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count();
            return QLocale().toString(QDateTime::fromSecsSinceEpoch(seconds).date(), QLocale::ShortFormat);
        };
        const QString found = where.join(QStringLiteral(", "));
        done(survey.sessions == 0      ? tr("Found %1, with no session yet.").arg(found)
                : survey.sessions == 1 ? tr("Found %1: one session, of %2.").arg(found, day(*survey.oldest))
                                       : tr("Found %1: %n sessions, back to %2.", nullptr, static_cast<int>(survey.sessions))
                                             .arg(found, day(*survey.oldest)));
    });
}

void SourceAdder::testGateway(const SourceDraft& draft, QObject* context, Done done)
{
    const SourceConfig source {.id = {},
        .name = draft.name.toStdString(),
        .kind = draft.kind.toStdString(),
        .url = draft.url.toStdString(),
        .socket = draft.socket.toStdString(),
        .account = {},
        .key = {}};
    checkSource(source, draft.key.toUtf8(), m_http, m_clock.now(), context)
        .then(context, [draft, done](const Result<KeyRights>& rights) {
            if (!rights)
                done(std::unexpected(rights.error()));
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
        QStringList words {tr("%1 answers and accepts the key. It can read: %2.").arg(draft.name, listed(rights->reads))};
        if (!rights->refused.empty())
            words += tr("It can’t read: %1.").arg(listed(rights->refused));
        if (!rights->tooMany.empty())
            words += tr("It may do more than is needed: %1. A key without that is safer.").arg(listed(rights->tooMany));
        done(words.join(QLatin1Char(' ')));
    });
}

void SourceAdder::add(const SourceDraft& draft, const Settings& settings, QObject* context, const Done& done)
{
    if (draft.key.isEmpty()) {
        done(append(draft, settings, {}));
        return;
    }
    keep(draft.name, draft.key, draft.keep, context, [this, draft, settings, done](const Result<KeyReference>& kept) {
        done(kept ? append(draft, settings, *kept) : std::unexpected(kept.error()));
    });
}

void SourceAdder::changeKey(const std::string& id, const QString& key, const KeyWish& wish, QObject* context, const Done& done)
{
    const auto sources = sourcesOf(m_profile);
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
    keep(name, key, wish, context, [this, id, name, done](const Result<KeyReference>& kept) {
        if (!kept) {
            done(std::unexpected(kept.error()));
            return;
        }
        const auto changed = changeSources(m_profile, [&](std::vector<SourceConfig>& all) {
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
    return changeSources(m_profile,
        [&id](std::vector<SourceConfig>& all) { std::erase_if(all, [&](const SourceConfig& each) { return each.id == id; }); });
}

void SourceAdder::keep(const QString& sourceName, const QString& key, const KeyWish& wish, QObject* context, const Kept& kept)
{
    const auto put = [this, sourceName, key, place = placeOf(wish.place), context, kept] {
        m_keys.keep(place, sourceIdFor(sourceName.toStdString(), {}), key.toUtf8())
            .then(context, [sourceName, kept](Result<KeyReference> where) {
                if (!where)
                    where.error().subject = sourceName.toStdString();
                kept(where);
            });
    };
    if (wish.place != KeyPlace::sealed || m_keys.isSealedOpen()) {
        put();
        return;
    }
    m_keys.openSealed(wish.passphrase.toUtf8()).then(context, [put, kept](const Result<void>& opened) {
        if (opened)
            put();
        else
            kept(std::unexpected(opened.error()));
    });
}

Result<QString> SourceAdder::append(const SourceDraft& draft, const Settings& settings, const KeyReference& key) const
{
    const ConnectorKind* kind = findConnectorKind(draft.kind.toStdString());
    const bool isOurs = kind && kind->isGateway && !kind->dialect; // answers from memory
    const auto added = addSource(m_profile,
        {.id = {},
            .name = draft.name.toStdString(),
            .kind = draft.kind.toStdString(),
            .url = draft.url.toStdString(),
            .socket = draft.socket.toStdString(),
            .account = draft.account.toStdString(),
            .key = key,
            .directory = QFile::encodeName(draft.directory).toStdString(),
            .interval = kind && kind->isLocalLog ? kind->interval
                : isOurs                         ? settings.gatewayInterval
                                                 : settings.providerInterval});
    return added ? Result<QString>(tr("%1 is connected.").arg(draft.name)) : std::unexpected(added.error());
}

} // namespace fuseboard
