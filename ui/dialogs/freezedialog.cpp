// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/freezedialog.h"

#include "dialogs/parts.h"
#include "dialogs/previewfacts.h"
#include "text/freezetext.h"
#include "text/shown.h"
#include "theme/icons.h"
#include "theme/tokens.h"
#include "theme/variant.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QKeyEvent>
#include <QRadioButton>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr int mostBesideField = 16; ///< letters; longer words stand above the field they are typed into
constexpr int mostOnButton = 24, mostInChoice = 32; ///< letters of a name; the title has all of it

} // namespace

FreezeDialog::FreezeDialog(FreezeQuestion question, QWidget* parent)
    : ScrollingDialog(parent)
    , m_question(std::move(question))
{
    setObjectName(QStringLiteral("freezeDialog"));
    setWindowTitle(isOfAll() ? tr("Freeze All") : tr("Freeze a Protected Team"));
    column().addWidget(plainParagraph(
        isOfAll() ? tr("Freeze AI spending of all teams?") : tr("Freeze AI spending of %1?").arg(teamName()), "title"));
    const QString follows = tr("New requests are refused until a person resumes. Each place shows its own proof; "
                               "what no place of ours can refuse goes on.");
    column().addWidget(plainParagraph(
        isOfAll() ? follows : tr("The team is protected: one press does not stop it. %1").arg(follows), "secondary"));
    buildScope();
    m_facts = new QVBoxLayout;
    column().addLayout(m_facts, 1);
    buildReason();
    buildButtons();
    connect(m_scope, &QComboBox::currentIndexChanged, this, &FreezeDialog::updatePlan);
    connect(m_refuse, &QRadioButton::toggled, this, &FreezeDialog::updatePlan);
    connect(m_dryRun, &QPushButton::toggled, this, &FreezeDialog::updatePlan);
    connect(m_words, &QLineEdit::textChanged, this, &FreezeDialog::updateButton);
    setSizeInLines(35);
    updatePlan();
    m_cancel->setFocus();
}

QString FreezeDialog::teamName(int longest) const
{
    const auto team = std::ranges::find(m_question.board.teams, m_question.team, &TeamBoard::id);
    return shown(team == m_question.board.teams.end() ? m_question.team : team->name, longest);
}

QString FreezeDialog::words() const { return isOfAll() ? tr("freeze all") : teamName(); }

Scope FreezeDialog::previewScope() const { return isOfAll() ? Scope::everything() : Scope::ofTeam(m_question.team); }

void FreezeDialog::setPreview(const Result<BlastPreview>& preview)
{
    m_answer = preview;
    updatePlan();
}

FreezePlan FreezeDialog::plan() const
{
    return freezePlan(
        m_question.board, m_question.freezes, static_cast<FreezeReach>(m_scope->currentData().toInt()), m_question.team);
}

void FreezeDialog::buildScope()
{
    m_scope = namedBox(tr("What to freeze"));
    const Board& board = m_question.board;
    const auto add = [this](const QString& text, FreezeReach reach) { m_scope->addItem(text, static_cast<int>(reach)); };
    if (!isOfAll()) {
        add(tr("%1; other teams go on").arg(teamName(mostInChoice)), FreezeReach::oneTeam);
    } else {
        add(board.teams.size() == 1
                ? tr("The team and everything unallocated")
                : tr("All %n teams and everything unallocated", nullptr, static_cast<int>(board.teams.size())),
            FreezeReach::everything);
        const auto teams = freezePlan(board, m_question.freezes, FreezeReach::teams).teams.size();
        if (teams > 0)
            add(teams == 1 ? tr("One team; unallocated spending goes on")
                           : tr("%n teams one by one; unallocated spending goes on", nullptr, static_cast<int>(teams)),
                FreezeReach::teams);
    }
    auto* row = new QHBoxLayout;
    QLabel* label = plainLabel(tr("&Scope"), "secondary");
    label->setBuddy(m_scope);
    row->addWidget(label);
    row->addWidget(m_scope, 1);
    column().addLayout(row);

    m_refuse = new QRadioButton(tr("&Refuse new requests"));
    m_cut = new QRadioButton(tr("Also stop r&unning requests"));
    (m_question.mode == FreezeMode::cut ? m_cut : m_refuse)->setChecked(true);
    auto* modes = new QHBoxLayout;
    modes->setSpacing(24);
    modes->addWidget(m_refuse);
    modes->addWidget(m_cut);
    modes->addStretch(1);
    column().addLayout(modes);
}

void FreezeDialog::buildReason()
{
    m_reason = namedEdit(isOfAll() ? tr("Reason for freezing all teams") : tr("Reason for freezing %1").arg(teamName()));
    m_reason->setPlaceholderText(tr("Reason (kept in the audit log)"));
    m_reason->setMaxLength(500);
    m_reason->setObjectName(QStringLiteral("reason"));
    column().addWidget(m_reason);

    m_words = namedEdit(tr("Type %1 to switch the button on").arg(words()));
    m_words->setObjectName(QStringLiteral("words"));
    const QString sentence = tr("Type %1 to switch the button on");
    const QStringList parts = sentence.split(QStringLiteral("%1"));
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    if (words().size() > mostBesideField) {
        column().addWidget(plainParagraph(sentence.arg(words())));
    } else {
        row->addWidget(plainLabel(parts.value(0).trimmed()));
        row->addWidget(plainLabel(words(), "strong"));
        row->addWidget(plainLabel(parts.value(1).trimmed()));
        row->addSpacing(8);
    }
    row->addWidget(m_words, 1);
    column().addLayout(row);
}

void FreezeDialog::buildButtons()
{
    m_dryRun = plainButton(tr("&Dry Run"), "quiet");
    m_dryRun->setCheckable(true);
    m_dryRun->setAccessibleDescription(tr("Shows what each place would hold, and sends nothing."));
    m_dryRun->setObjectName(QStringLiteral("dryRun"));
    m_cancel = cancelButton(*this);
    m_cancel->setDefault(true);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_freeze = plainButton({}, "dangerSolid");
    const Tokens& tokens = tokensOf(this);
    m_freeze->setIcon(icon(Icon::Freeze, tokens.hint));
    m_dryRun->setIcon(icon(Icon::Play, tokens.text));
    m_freeze->setIconSize(iconBesideText);
    m_dryRun->setIconSize(iconBesideText);
    m_freeze->setObjectName(QStringLiteral("freeze"));
    buttons().addWidget(m_dryRun);
    buttons().addStretch(1);
    buttons().addWidget(m_cancel);
    buttons().addWidget(m_freeze);
    connect(m_freeze, &QPushButton::clicked, this, [this] {
        const QString reason = m_reason->text().trimmed();
        m_freeze->setEnabled(false);
        Q_EMIT freezeConfirmed(plan().scopes, mode(), reason.isEmpty() ? tr("No reason given.") : reason);
        accept();
    });
}

FreezeMode FreezeDialog::mode() const { return m_cut->isChecked() ? FreezeMode::cut : FreezeMode::refuse; }

QWidget* FreezeDialog::dryRunBox(const FreezePlan& plan) const
{
    auto* box = new FactBox(tr("Dry Run: Nothing Was Sent"));
    const QString order = mode() == FreezeMode::cut ? tr("refuse new and stop running requests") : tr("refuse new requests");
    if (plan.scopes == std::vector {Scope::everything()})
        box->add(Icon::Play, tr("One order, for the whole organisation"), order);
    else
        box->add(Icon::Play,
            plan.scopes.size() == 1 ? tr("One order, for one team")
                                    : tr("%n orders, one for each team", nullptr, static_cast<int>(plan.scopes.size())),
            order);
    box->add(Icon::Export, tr("First"), tr("written to this computer’s disk"));
    if (!m_answer || !*m_answer)
        box->add(Icon::Server, tr("Then sent to"),
            plan.stoppable.empty() ? tr("no place: none can refuse") : firstOf(plan.stoppable));
    addHeldFacts(*box, m_answer);
    box->add(Icon::Check, tr("Proved by"), tr("reading it back, and a test call that is refused"));
    box->addNames(Icon::HalfCircle, tr("Sources that only report"), plan.unstoppable, true);
    box->addNames(Icon::Freeze, tr("Teams that would stop"), plan.teams);
    box->close();
    return box;
}

void FreezeDialog::updatePlan()
{
    const FreezePlan now = plan();
    QWidget* box = m_dryRun->isChecked() ? dryRunBox(now) : affectedBox(now, m_answer, m_question.board, mode());
    delete m_box;
    m_box = box;
    m_facts->addWidget(box);
    // Lines of names may wrap: the window is as high as they need.
    growToFit();
    const auto teams = static_cast<int>(now.teams.size());
    m_freeze->setAccessibleName(isOfAll() ? QString() : tr("Freeze %1").arg(teamName()));
    m_freeze->setText(!isOfAll() ? tr("Freeze %1").arg(teamName(mostOnButton)).replace(QLatin1Char('&'), QStringLiteral("&&"))
            : now.scopes == std::vector {Scope::everything()} ? tr("Freeze All")
            : teams == 1                                      ? tr("Freeze 1 Team")
                                                              : tr("Freeze %n Teams", nullptr, teams));
    updateButton();
}

void FreezeDialog::updateButton()
{
    const bool typed = confirmsFreeze(m_words->text(), words());
    const Tokens& tokens = tokensOf(this);
    m_freeze->setIcon(icon(Icon::Freeze, typed ? tokens.onDanger : tokens.hint));
    m_freeze->setEnabled(typed);
}

void FreezeDialog::keyPressEvent(QKeyEvent* event)
{
    // Enter presses Cancel or Dry Run where they have the focus, and never anything else: it can't freeze, and it does
    // not throw away a reason that is being typed.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        auto* button = qobject_cast<QPushButton*>(focusWidget());
        if (button && button != m_freeze)
            button->click();
        return;
    }
    QDialog::keyPressEvent(event);
}

} // namespace fuseboard
