// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/sourcedesk.h"

#include "connectors/keystore.h"
#include "desktop/profilesession.h"
#include "dialogs/connectdialog.h"
#include "dialogs/sourcedialogs.h"
#include "dialogs/unlockdialog.h"
#include "owner/hear.h"
#include "owner/sourcecommands.h"
#include "switchboard/actid.h"
#include "text/errortext.h"
#include "window/mainwindow.h"

namespace fuseboard {
namespace {

bool isKeyrings(const Error& error) { return error.code == ErrorCode::keyringAbsent || error.code == ErrorCode::keyringLocked; }

} // namespace

SourceDesk::SourceDesk(MainWindow& window, ProfileSession& session, Profile profile, KeyStore& keys)
    : m_window(window)
    , m_session(session)
    , m_keys(keys)
    , m_adder(std::move(profile), keys)
{
    connect(&window, &MainWindow::testRequested, this, [this](ConnectDialog* dialog, const SourceDraft& draft) {
        m_adder.test(draft, dialog, [dialog](const Result<QString>& words) {
            dialog->showTestResult(words.has_value(), words ? *words : connectSentence(words.error()));
        });
    });
    connect(&window, &MainWindow::connectRequested, this, &SourceDesk::connectSource);
    connect(&window, &MainWindow::keyEntered, this, &SourceDesk::changeKey);
    connect(&window, &MainWindow::removalConfirmed, this, &SourceDesk::removeSource);
}

void SourceDesk::connectSource(ConnectDialog* dialog, const SourceDraft& draft)
{
    // Tried first, so that nothing is connected that does not answer; not tried any more once the dialog is closed.
    m_adder.test(draft, dialog, [this, dialog, draft](const Result<QString>& works) {
        if (works && m_session.attached())
            addAtOwner(dialog, draft);
        else if (works)
            addOnRecord(dialog, draft);
        else
            dialog->showTestResult(false, connectSentence(works.error()));
    });
}

void SourceDesk::addAtOwner(const QPointer<ConnectDialog>& dialog, const SourceDraft& draft)
{
    if (draft.hasKey() && draft.keep.place != KeyPlace::keyring) {
        dialog->showTestResult(false, keyNotForOwner(tr("Nothing was connected.")));
        return;
    }
    m_adder.describe(draft, m_settings, this, [this, dialog](const Result<SourceConfig>& source) {
        if (!source) {
            sayNotConnected(dialog, source.error());
            return;
        }
        askOwner(addSourceRequest(*source), [this, dialog, name = source->name](const Result<QJsonObject>& added) {
            if (!added) {
                sayNotConnected(dialog, added.error());
                return;
            }
            if (dialog)
                dialog->accept();
            m_window.showDone(tr("%1 is connected.").arg(QString::fromStdString(name)));
        });
    });
}

/// Such as was not lost meanwhile.
void SourceDesk::askOwner(const QJsonObject& request, const std::function<void(const Result<QJsonObject>&)>& answered)
{
    if (AttachedOwner* owner = m_session.attached())
        owner->ask(request).then(this, answered);
    else
        answered(fail(ErrorCode::unreachable, m_session.watcher().who.toStdString()));
}

void SourceDesk::addOnRecord(const QPointer<ConnectDialog>& dialog, const SourceDraft& draft)
{
    AuditEntry act;
    act.action = "connect";
    act.target = "source " + draft.name.toStdString();
    act.after = (draft.url.isEmpty() ? draft.socket : draft.url).toStdString();
    act.requestId = makeActId(m_clock.now());
    const auto add = [this, dialog, draft, act] {
        m_adder.add(
            draft, m_settings, this, [this, dialog, act](const Result<QString>& words) { sourceAnswered(dialog, act, words); });
    };
    if (!m_session.engine()) {
        add();
        return;
    }
    const auto refused = [this, dialog, name = draft.name.toStdString()](
                             const std::string& why) { sayNotConnected(dialog, {ErrorCode::notOnRecord, name, why}); };
    hear(m_session.engine()->putOnRecord(act), this, {}, [=](const Result<void>& written) {
        if (written)
            add();
        else
            refused(written.error().detail);
    });
}

void SourceDesk::sayNotConnected(const QPointer<ConnectDialog>& dialog, const Error& error)
{
    showSealedKeys();
    if (dialog && isKeyrings(error))
        dialog->showKeyringFault(connectSentence(error));
    else if (dialog)
        dialog->showTestResult(false, connectSentence(error)); // nothing that was typed is lost
    else
        m_window.showFault(error);
}

void SourceDesk::sourceAnswered(const QPointer<ConnectDialog>& dialog, const AuditEntry& act, const Result<QString>& words)
{
    AuditEntry outcome = act;
    outcome.result = words ? "done" : "failed: " + sentence(words.error()).toStdString();
    if (!words)
        sayNotConnected(dialog, words.error());
    else if (dialog)
        dialog->accept();
    const bool first = !m_session.engine(); // only now there is a history, for the intent too
    if (first && words)
        sourceAdded(words);
    if (!m_session.engine())
        return;
    if (first)
        std::ignore = m_session.engine()->putOnRecord(act);
    hear(m_session.engine()->putOnRecord(outcome), this, {}, [this, first, words](const Result<void>&) {
        if (!first && words)
            sourceAdded(words);
    });
}

void SourceDesk::sourceAdded(const Result<QString>& words)
{
    if (!words) {
        m_window.showFault(words.error());
        return;
    }
    m_window.showDone(*words);
    showSealedKeys();
    Q_EMIT changed();
}

void SourceDesk::changeKey(
    const QPointer<SourceKeyDialog>& dialog, const QString& sourceId, const QString& key, const KeyWish& wish)
{
    if (m_session.attached()) {
        changeKeyAtOwner(dialog, sourceId, key, wish);
        return;
    }
    const auto change = [this, dialog, sourceId, key, wish](const SourceAdder::Done& done) {
        m_adder.changeKey(sourceId.toStdString(), key, wish, this, [this, dialog, done](const Result<QString>& words) {
            keyAnswered(dialog, words.transform([](const QString&) { }));
            done(words);
        });
    };
    onRecord("change key", sourceId, change);
}

void SourceDesk::keyAnswered(const QPointer<SourceKeyDialog>& dialog, const Result<void>& changed)
{
    showSealedKeys();
    if (dialog && changed)
        dialog->accept();
    else if (dialog && isKeyrings(changed.error()))
        dialog->showKeyringFault(connectSentence(changed.error()));
    else if (dialog)
        dialog->showFault(sentence(changed.error()));
}

void SourceDesk::changeKeyAtOwner(
    const QPointer<SourceKeyDialog>& dialog, const QString& sourceId, const QString& key, const KeyWish& wish)
{
    if (wish.place != KeyPlace::keyring) {
        dialog->showFault(keyNotForOwner(tr("Nothing was changed.")));
        return;
    }
    const auto kept = [this, dialog, sourceId, isToFreeze = wish.freezes](const Result<KeyReference>& where) {
        if (!where) {
            keyAnswered(dialog, std::unexpected(where.error()));
            return;
        }
        const QJsonObject request {{QStringLiteral("do"), QStringLiteral("changeSource")}, {QStringLiteral("id"), sourceId},
            {isToFreeze ? QStringLiteral("freezeKey") : QStringLiteral("key"), QString::fromStdString(where->text())}};
        askOwner(request, [this, dialog](const Result<QJsonObject>& changed) {
            keyAnswered(dialog, changed.transform([](const QJsonObject&) { }));
        });
    };
    m_adder.keepKey(sourceId.toStdString(), key, wish, this, kept);
}

/// It reads the key itself, so that has to be where another program can.
QString SourceDesk::keyNotForOwner(const QString& outcome) const
{
    return tr(
        "%1 watches this profile and can’t read a key that only this window opens. %2 Keep the key in the keyring, or end that "
        "program and try again.")
        .arg(m_session.watcher().who, outcome);
}

void SourceDesk::showSealedKeys()
{
    m_window.setSealedKeys(m_keys.isSealedOpen() ? SealedKeysState::open
            : m_keys.hasSealedFile()             ? SealedKeysState::closed
                                                 : SealedKeysState::none);
}

void SourceDesk::askForPassphrase()
{
    showSealedKeys();
    const QStringList waiting = m_session.engine() ? m_session.engine()->sourcesWithSealedKeys() : QStringList();
    if (waiting.isEmpty() || m_keys.isSealedOpen() || m_hasAsked || !m_window.isVisible())
        return;
    m_hasAsked = true;
    auto* dialog = new UnlockDialog(waiting, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &UnlockDialog::passphraseEntered, dialog, [this, dialog](const QString& passphrase) {
        m_keys.openSealed(passphrase.toUtf8()).then(dialog, [this, dialog](const Result<void>& opened) {
            if (!opened) {
                dialog->showFault(sentence(opened.error()));
                return;
            }
            dialog->accept();
            showSealedKeys();
            sourceAdded(tr("The sealed keys are open."));
        });
    });
    dialog->open();
}

void SourceDesk::removeSource(const QString& sourceId)
{
    const QString removedWords = tr("%1 is removed. What it told stays in the history.").arg(sourceId);
    if (m_session.attached()) {
        const QJsonObject request {{QStringLiteral("do"), QStringLiteral("removeSource")}, {QStringLiteral("id"), sourceId}};
        askOwner(request, [this, removedWords](const Result<QJsonObject>& removed) {
            if (removed)
                m_window.showDone(removedWords);
            else
                m_window.showFault(removed.error());
        });
        return;
    }
    onRecord("disconnect", sourceId, [this, sourceId, removedWords](const SourceAdder::Done& done) {
        const auto removed = m_adder.remove(sourceId.toStdString());
        if (!removed)
            m_window.showFault(removed.error());
        done(removed ? Result<QString>(removedWords) : std::unexpected(removed.error()));
    });
}

void SourceDesk::onRecord(const char* action, const QString& sourceId, const std::function<void(const SourceAdder::Done&)>& act)
{
    if (!m_session.engine())
        return;
    AuditEntry entry;
    entry.action = action;
    entry.target = "source " + sourceId.toStdString();
    entry.requestId = makeActId(m_clock.now());
    m_session.engine()->putOnRecord(entry).then(this, [this, entry, act](const Result<void>& written) {
        if (!written) {
            m_window.showFault({ErrorCode::notOnRecord, entry.target, written.error().detail});
            return;
        }
        act([this, entry](const Result<QString>& words) mutable {
            entry.result = words ? "done" : "failed: " + sentence(words.error()).toStdString();
            m_session.engine()->putOnRecord(entry).then(this, [this, words](const Result<void>&) {
                if (words)
                    sourceAdded(words);
            });
        });
    });
}

} // namespace fuseboard
