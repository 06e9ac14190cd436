// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/editcontext.h"
#include "dialogs/firstrunpage.h"
#include "domain/raiseask.h"
#include "domain/runningcall.h"
#include "pages/shownstate.h"
#include "settings/settings.h"

#include <QPointer>
#include <QWidget>

#include <functional>

namespace fuseboard {

class AllowDialog;
struct AllowQuestion;
struct BlastPreview;
class FreezeDialog;
class OrganisationEditor;
class PreviewDialog;
class SourceKeyDialog;

/// Opens the window's dialogs with what they need to know, and hands on what comes out of them. None blocks.
class Dialogs : public QObject {
    Q_OBJECT
public:
    Dialogs(QWidget& window, QString settingsFile);

    void setPerson(const QString& person) { m_person = person; }
    void setOffers(std::vector<SourceOffer> offers) { m_offers = std::move(offers); }
    [[nodiscard]] const std::vector<SourceOffer>& offers() const { return m_offers; }
    void setSealedKeys(SealedKeysState sealed) { m_sealed = sealed; }
    /// Asks before a freeze of all, or of the protected team that is named.
    void freeze(const ShownState& state, const TeamId& team, FreezeMode mode);
    /// What a freeze of the team would stop.
    void preview(const ShownState& state, const TeamId& team);
    /// Asks before a team is frozen for a trial.
    void drill(const TeamId& team, const QString& name);
    /// The answer to `previewWanted`; nobody may wait for it any more.
    void setPreview(const Scope& scope, const Result<BlastPreview>& preview);
    void addTeam(const ShownState& state);
    void editTeam(const ShownState& state, const TeamId& team);
    void assign(const ShownState& state);
    void importTeams(const ShownState& state);
    void addSource();
    void changeKey(const QString& sourceId, const QString& name, const QString& kind);
    void removeSource(const QString& sourceId, const QString& name, bool canFreeze);
    /// Asks before a call of a protected team is cut.
    void cutCall(const CallCut& cut, const QString& caller, const QString& team);
    /// Asks how much more a caller may spend.
    void allow(const AllowQuestion& question);
    /// The time goes on for a dialog that offers times.
    void setNow(Instant now);
    /// What became of it: closes the dialog that asks for that one, if it is still there, or says what is wrong.
    void tellAnswer(const AskDecision& decision, const QString& fault);
    /// Asks why something is a false alarm.
    void falseAlarm(const QString& title, const QString& text, const std::function<void(const QString& reason)>& confirmed);
    void settings(const ShownState& state);
    /// Asks where to; suggests `fuseboard-2026-11.csv`.
    void exportCsv(const ShownState& state);
    /// Asks where to; suggests `fuseboard-audit.jsonl`.
    void exportAudit();
    void handbook();
    void about();

Q_SIGNALS:
    void freezeConfirmed(const fuseboard::Scope& scope, fuseboard::FreezeMode mode, const QString& reason);
    void previewWanted(const fuseboard::Scope& scope);
    void drillConfirmed(const fuseboard::TeamId& team);
    /// As it was when the dialog opened, and as its user left it.
    /// Tell the dialog what became of it.
    void organisationEdited(
        fuseboard::OrganisationEditor* dialog, const fuseboard::Organisation& opened, const fuseboard::Organisation& edited);
    void settingsEdited(const fuseboard::Settings& settings);
    void exportChosen(const QString& file);
    void auditExportChosen(const QString& file);
    void connectRequested(fuseboard::ConnectDialog* dialog, const fuseboard::SourceDraft& draft);
    void keyEntered(
        fuseboard::SourceKeyDialog* dialog, const QString& sourceId, const QString& key, const fuseboard::KeyWish& keep);
    void removalConfirmed(const QString& sourceId);
    void cutConfirmed(const fuseboard::CallCut& cut);
    /// Answer by `tellAnswer`.
    void askDecided(const fuseboard::AskDecision& decision);
    void testRequested(fuseboard::ConnectDialog* dialog, const fuseboard::SourceDraft& draft);

private:
    [[nodiscard]] EditContext context(const ShownState& state) const;
    void openTeam(const ShownState& state, const TeamId& team);
    /// Opens one that edits the organisation of the context.
    void openEditor(OrganisationEditor* dialog, Organisation opened);

    QWidget& m_window;
    QString m_settingsFile;
    QString m_person;
    std::vector<SourceOffer> m_offers;
    QPointer<AllowDialog> m_allow;
    QPointer<FreezeDialog> m_freeze;
    QPointer<PreviewDialog> m_preview;
    SealedKeysState m_sealed = SealedKeysState::none;
};

} // namespace fuseboard
