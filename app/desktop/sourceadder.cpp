// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/sourceadder.h"

#include "connectors/connectorkind.h"
#include "connectors/keystore.h"
#include "connectors/locallogs/locallogsource.h"
#include "connectors/locallogs/logsurvey.h"
#include "owner/rightstext.h"
#include "owner/sourcechange.h"
#include "owner/sourcecheck.h"
#include "owner/sourceremoval.h"
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

SourceConfig sourceOf(const SourceDraft& draft)
{
    SourceConfig out;
    out.id = "new"; // until it is in the file
    out.name = draft.name.toStdString();
    out.kind = draft.kind.toStdString();
    out.url = draft.url.toStdString();
    out.socket = draft.socket.toStdString();
    out.account = draft.account.toStdString();
    out.callers = draft.callers.toStdString();
    out.variant = draft.usesMap ? "map" : std::string();
    out.authority = QFile::encodeName(draft.authority).toStdString();
    out.pin = draft.pin.toStdString();
    out.directory = QFile::encodeName(draft.directory).toStdString();
    return out;
}

QString keyName(const SourceConfig& source, bool freezes)
{
    return QString::fromStdString(source.name) + (freezes ? QStringLiteral(" freeze") : QString());
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
    if (const ConnectorKind* kind = findConnectorKind(draft.kind.toStdString()); kind && kind->isLocalLog) {
        testLogs(draft, context, std::move(done));
        return;
    }
    SourceConfig typed = sourceOf(draft);
    if (!draft.key.isEmpty()) // it has no place yet, and a source without a key would be refused as unfinished
        typed.key = {KeyReference::Place::session, typed.id};
    const auto source = checked(typed);
    if (!source) {
        done(std::unexpected(source.error()));
        return;
    }
    checkSource(*source, draft.key.toUtf8(), m_http, m_clock.now(), context)
        .then(context, [hasKey = draft.hasKey(), name = source->name, done](const Result<KeyRights>& rights) {
            done(rights.transform([&](const KeyRights& known) { return rightsText(name, hasKey, known); }));
        });
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

void SourceAdder::add(const SourceDraft& draft, const Settings& settings, QObject* context, const Done& done)
{
    describe(draft, settings, context, [this, done](const Result<SourceConfig>& whole) {
        done(whole.and_then([this](const SourceConfig& made) {
            return addSource(m_profile, made).transform([](const SourceConfig& added) {
                return tr("%1 is connected.").arg(QString::fromStdString(added.name));
            });
        }));
    });
}

void SourceAdder::describe(const SourceDraft& draft, const Settings& settings, QObject* context, const Described& described)
{
    SourceConfig source = sourceOf(draft);
    source.id.clear(); // made from its name
    if (const ConnectorKind* kind = findConnectorKind(source.kind))
        source.interval = kind->isLocalLog || kind->isProxy ? kind->interval
            : kind->isGateway && !kind->dialect             ? settings.gatewayInterval // it answers from memory
                                                            : settings.providerInterval;
    keepAs(
        source, draft.key, draft.keep, readWith, context, [this, draft, context, described](const Result<SourceConfig>& read) {
            if (read)
                keepAs(*read, draft.freezeKey, draft.keep, freezeWith, context, described);
            else
                described(read);
        });
}

void SourceAdder::keepAs(
    SourceConfig source, const QString& key, const KeyWish& wish, KeyUse use, QObject* context, const Described& kept)
{
    if (key.isEmpty()) {
        kept(source);
        return;
    }
    keep(
        keyName(source, use == freezeWith), key, wish, context, [source, use, kept](const Result<KeyReference>& where) mutable {
            if (where)
                use(source, *where);
            kept(where.transform([&](const KeyReference&) { return source; }));
        });
}

void SourceAdder::changeKey(const std::string& id, const QString& key, const KeyWish& wish, QObject* context, const Done& done)
{
    const auto source = sourceCalled(id, m_profile);
    if (!source) {
        done(std::unexpected(source.error()));
        return;
    }
    keepAs(*source, key, wish, wish.freezes ? freezeWith : readWith, context, [this, done](const Result<SourceConfig>& whole) {
        const auto changed = whole.and_then(checked).and_then([this](const SourceConfig& after) {
            return changeSources(m_profile, [&](std::vector<SourceConfig>& all) {
                std::ranges::replace_if(all, [&](const SourceConfig& each) { return each.id == after.id; }, after);
            });
        });
        done(changed.transform([&] { return tr("%1 has its new key.").arg(QString::fromStdString(whole->name)); }));
    });
}

void SourceAdder::keepKey(const std::string& id, const QString& key, const KeyWish& wish, QObject* context, const Kept& kept)
{
    const auto source = sourceCalled(id, m_profile);
    if (source)
        keep(keyName(*source, wish.freezes), key, wish, context, kept);
    else
        kept(std::unexpected(source.error()));
}

Result<void> SourceAdder::remove(const std::string& id)
{
    return removeSource(m_profile, id).transform([](const SourceConfig&) { });
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

} // namespace fuseboard
