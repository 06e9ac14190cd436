// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/dialogs.h"

#include "dialogs/allowdialog.h"
#include "dialogs/assigndialog.h"
#include "dialogs/cutcalldialog.h"
#include "dialogs/drilldialog.h"
#include "dialogs/falsealarmdialog.h"
#include "dialogs/freezedialog.h"
#include "dialogs/importteamsdialog.h"
#include "dialogs/previewdialog.h"
#include "dialogs/sourcedialogs.h"
#include "dialogs/teamdialog.h"
#include "settings/settingsdialog.h"
#include "text/timetext.h"
#include "window/aboutdialog.h"
#include "window/handbook.h"

#include <QFileDialog>

namespace fuseboard {
namespace {

/// What a rule can name of it: the provider's project first, then the key, then the agent.
std::vector<UnallocatedItem> unallocatedItems(const Board& board)
{
    std::vector<UnallocatedItem> items;
    for (const UnallocatedPart& part : board.unallocatedParts) {
        UnallocatedItem item;
        item.match.project = part.project;
        item.match.key = part.key;
        item.match.agent = part.project.empty() && part.key.empty() ? part.agent : std::string();
        item.nano = part.nano;
        items.push_back(std::move(item));
    }
    return items;
}

FreezeQuestion questionOf(const ShownState& state, const TeamId& team, FreezeMode mode)
{
    return {*state.board, state.freezes ? *state.freezes : FreezeBoard {}, team, mode};
}

void open(QDialog* dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace

Dialogs::Dialogs(QWidget& window, QString settingsFile)
    : QObject(&window)
    , m_window(window)
    , m_settingsFile(std::move(settingsFile))
{
}

EditContext Dialogs::context(const ShownState& state) const
{
    EditContext out;
    if (state.organisation)
        out.organisation = *state.organisation;
    if (state.board && state.board->currency.isSet())
        out.currency = state.board->currency;
    out.now = state.now;
    out.periodStart = state.calendar.periodAt(state.now, PeriodKind::month).start;
    out.by = m_person.toStdString();
    return out;
}

void Dialogs::freeze(const ShownState& state, const TeamId& team, FreezeMode mode)
{
    if (!state.board)
        return;
    m_freeze = new FreezeDialog(questionOf(state, team, mode), &m_window);
    connect(m_freeze, &FreezeDialog::freezeConfirmed, this,
        [this](const std::vector<Scope>& scopes, FreezeMode confirmed, const QString& reason) {
            for (const Scope& scope : scopes)
                Q_EMIT freezeConfirmed(scope, confirmed, reason);
        });
    open(m_freeze);
    Q_EMIT previewWanted(m_freeze->previewScope());
}

void Dialogs::preview(const ShownState& state, const TeamId& team)
{
    if (!state.board)
        return;
    m_preview = new PreviewDialog(questionOf(state, team, FreezeMode::refuse), &m_window);
    open(m_preview);
    Q_EMIT previewWanted(m_preview->previewScope());
}

void Dialogs::setPreview(const Scope& scope, const Result<BlastPreview>& preview)
{
    if (m_freeze && m_freeze->previewScope() == scope)
        m_freeze->setPreview(preview);
    if (m_preview && m_preview->previewScope() == scope)
        m_preview->setPreview(preview);
}

void Dialogs::addTeam(const ShownState& state) { openTeam(state, {}); }

void Dialogs::editTeam(const ShownState& state, const TeamId& team)
{
    if (!team.empty())
        openTeam(state, team);
}

void Dialogs::openEditor(OrganisationEditor* dialog, Organisation opened)
{
    connect(dialog, &OrganisationEditor::organisationEdited, this,
        [this, dialog, opened = std::move(opened)](
            const Organisation& edited) { Q_EMIT organisationEdited(dialog, opened, edited); });
    open(dialog);
}

void Dialogs::openTeam(const ShownState& state, const TeamId& team)
{
    const EditContext given = context(state);
    openEditor(new TeamDialog(given, team, &m_window), given.organisation);
}

void Dialogs::assign(const ShownState& state)
{
    if (!state.board)
        return;
    const EditContext given = context(state);
    openEditor(new AssignDialog(given, unallocatedItems(*state.board), &m_window), given.organisation);
}

void Dialogs::importTeams(const ShownState& state)
{
    const EditContext given = context(state);
    openEditor(new ImportTeamsDialog(given, &m_window), given.organisation);
}

void Dialogs::addSource()
{
    if (m_offers.empty())
        return;
    auto* dialog = new ConnectDialog(m_offers, QStringLiteral("gateway"), &m_window, m_sealed);
    connect(dialog, &ConnectDialog::connectRequested, this,
        [this, dialog](const SourceDraft& draft) { Q_EMIT connectRequested(dialog, draft); });
    connect(dialog, &ConnectDialog::testRequested, this,
        [this, dialog](const SourceDraft& draft) { Q_EMIT testRequested(dialog, draft); });
    open(dialog);
}

void Dialogs::changeKey(const QString& sourceId, const QString& name, const QString& kind)
{
    const auto offer = std::ranges::find(m_offers, kind, &SourceOffer::kind);
    auto* dialog = new SourceKeyDialog(name, offer == m_offers.end() ? SourceOffer() : *offer, &m_window, m_sealed);
    connect(dialog, &SourceKeyDialog::keyEntered, this,
        [this, dialog, sourceId](const QString& key, const KeyWish& keep) { Q_EMIT keyEntered(dialog, sourceId, key, keep); });
    open(dialog);
}

void Dialogs::drill(const TeamId& team, const QString& name)
{
    auto* dialog = new DrillDialog(name, &m_window);
    connect(dialog, &QDialog::accepted, this, [this, team] { Q_EMIT drillConfirmed(team); });
    open(dialog);
}

void Dialogs::removeSource(const QString& sourceId, const QString& name, bool canFreeze)
{
    auto* dialog = new RemoveSourceDialog(name, canFreeze, &m_window);
    connect(dialog, &QDialog::accepted, this, [this, sourceId] { Q_EMIT removalConfirmed(sourceId); });
    open(dialog);
}

void Dialogs::cutCall(const CallCut& cut, const QString& caller, const QString& team)
{
    auto* dialog = new CutCallDialog(caller, team, &m_window);
    connect(dialog, &QDialog::accepted, this, [this, cut, team] {
        CallCut confirmed = cut;
        confirmed.confirm = team.toStdString();
        Q_EMIT cutConfirmed(confirmed);
    });
    open(dialog);
}

void Dialogs::allow(const AllowQuestion& question)
{
    m_allow = new AllowDialog(question, &m_window);
    connect(m_allow, &AllowDialog::decided, this, &Dialogs::askDecided);
    open(m_allow);
}

void Dialogs::setNow(Instant now)
{
    if (m_allow)
        m_allow->setNow(now);
}

void Dialogs::tellAnswer(const AskDecision& decision, const QString& fault)
{
    if (m_allow && m_allow->question().place == decision.place && m_allow->question().ask.id == decision.ask.id)
        m_allow->answer(fault);
}

void Dialogs::falseAlarm(const QString& title, const QString& text, const std::function<void(const QString& reason)>& confirmed)
{
    auto* dialog = new FalseAlarmDialog(title, text, &m_window);
    connect(dialog, &QDialog::accepted, this, [dialog, confirmed] { confirmed(dialog->reason()); });
    open(dialog);
}

void Dialogs::settings(const ShownState& state)
{
    const HistoryFacts history {state.board ? state.board->historyBytes : 0,
        state.lastBackup ? momentText(state.calendar, *state.lastBackup, state.now) : QString()};
    auto* dialog = new SettingsDialog(
        m_settingsFile, history, state.organisation ? state.organisation->teams : std::vector<Team>(), &m_window);
    connect(dialog, &SettingsDialog::settingsChanged, this, &Dialogs::settingsEdited);
    open(dialog);
}

void Dialogs::exportCsv(const ShownState& state)
{
    if (!state.board)
        return;
    auto* dialog = new QFileDialog(&m_window, tr("Export CSV"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("CSV files (*.csv)"));
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(QStringLiteral("fuseboard-%1.csv").arg(QString::fromStdString(state.board->periodLabel)));
    connect(dialog, &QFileDialog::fileSelected, this, &Dialogs::exportChosen);
    open(dialog);
}

void Dialogs::exportAudit()
{
    auto* dialog = new QFileDialog(&m_window, tr("Export Audit Log"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("JSON lines (*.jsonl)"), tr("CSV files (*.csv)")});
    dialog->setDefaultSuffix(QStringLiteral("jsonl"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains(QLatin1StringView("csv")) ? QStringLiteral("csv") : QStringLiteral("jsonl"));
    });
    dialog->selectFile(QStringLiteral("fuseboard-audit"));
    connect(dialog, &QFileDialog::fileSelected, this, &Dialogs::auditExportChosen);
    open(dialog);
}

void Dialogs::handbook()
{
    auto* handbook = m_window.findChild<Handbook*>();
    if (!handbook) {
        handbook = new Handbook(&m_window);
        handbook->setAttribute(Qt::WA_DeleteOnClose);
    }
    handbook->show();
    handbook->raise();
    handbook->activateWindow();
}

void Dialogs::about() { open(new AboutDialog(&m_window)); }

} // namespace fuseboard
