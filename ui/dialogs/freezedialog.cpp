// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/freezealldialog.h"

#include "text/counttext.h"
#include "text/moneytext.h"
#include "text/shown.h"
#include "theme/icons.h"
#include "theme/tokens.h"
#include "theme/variant.h"
#include "dialogs/freezeplan.h"
#include "dialogs/parts.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFrame>
#include <QGridLayout>
#include <QKeyEvent>
#include <QRadioButton>

namespace fuseboard {
namespace {

QString joined(const std::vector<std::string>& names)
{
    QStringList list;
    for (const std::string& name : names)
        list += shown(name);
    return list.join(QStringLiteral(", "));
}

/// A box of facts: a heading and rows of what and how much.
class FactBox : public QFrame {
public:
    explicit FactBox(const QString& heading)
        : m_grid(new QGridLayout(this))
    {
        setVariant(this, "inset");
        m_grid->setContentsMargins(16, 12, 16, 12);
        m_grid->setHorizontalSpacing(12);
        m_grid->setVerticalSpacing(4);
        m_grid->setColumnStretch(1, 1);
        m_grid->addWidget(plainLabel(heading, "strong"), 0, 0, 1, 3);
    }

    void add(Icon name, const QString& what, const QString& value, bool warns = false)
    {
        const int row = m_grid->rowCount();
        QLabel* fact = plainLabel(value, "strong");
        fact->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        fact->setWordWrap(true);
        fact->setAccessibleName(what + QStringLiteral(": ") + value);
        auto* sign = new QLabel;
        const Tokens& tokens = tokensOf(this);
        const QColor ink = warns ? tokens.textWarn : tokens.secondary;
        sign->setPixmap(iconPixmap(name, ink, 16, devicePixelRatioF()));
        m_grid->addWidget(sign, row, 0, Qt::AlignTop);
        m_grid->addWidget(plainLabel(what), row, 1, Qt::AlignTop);
        m_grid->addWidget(fact, row, 2);
    }

    void close() { m_grid->setRowStretch(m_grid->rowCount(), 1); }

private:
    QGridLayout* m_grid;
};

} // namespace

FreezeAllDialog::FreezeAllDialog(const Board& board, const FreezeBoard& freezes, QWidget* parent)
    : QDialog(parent)
    , m_board(board)
    , m_freezes(freezes)
{
    setObjectName(QStringLiteral("freezeAllDialog"));
    setWindowTitle(tr("Freeze All"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(plainLabel(tr("Freeze AI spending of all teams?"), "title"));
    column->addWidget(plainParagraph(tr("New requests are refused until a person resumes. Each place shows its own proof; "
                                        "what no place of ours can refuse goes on."),
        "secondary"));
    buildScope(*column);
    m_facts = new QVBoxLayout;
    column->addLayout(m_facts, 1);
    buildReason(*column);
    buildButtons(*column);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &FreezeAllDialog::updatePlan);
    connect(m_refuse, &QRadioButton::toggled, this, &FreezeAllDialog::updatePlan);
    connect(m_dryRun, &QPushButton::toggled, this, &FreezeAllDialog::updatePlan);
    connect(m_words, &QLineEdit::textChanged, this, &FreezeAllDialog::updateButton);
    setMinimumWidth(33 * fontMetrics().lineSpacing());
    updatePlan();
    m_cancel->setFocus();
}

void FreezeAllDialog::buildScope(QVBoxLayout& column)
{
    m_scope = namedBox(tr("What to freeze"));
    m_scope->addItem(m_board.teams.size() == 1
            ? tr("The team and everything unallocated")
            : tr("All %n teams and everything unallocated", nullptr, static_cast<int>(m_board.teams.size())),
        QVariant::fromValue(static_cast<int>(FreezeReach::everything)));
    const FreezePlan teams = freezePlan(m_board, m_freezes, FreezeReach::teams);
    if (!teams.teams.empty())
        m_scope->addItem(teams.teams.size() == 1
                ? tr("One team; unallocated spending goes on")
                : tr("%n teams one by one; unallocated spending goes on", nullptr, static_cast<int>(teams.teams.size())),
            QVariant::fromValue(static_cast<int>(FreezeReach::teams)));
    auto* row = new QHBoxLayout;
    QLabel* label = plainLabel(tr("&Scope"), "secondary");
    label->setBuddy(m_scope);
    row->addWidget(label);
    row->addWidget(m_scope, 1);
    column.addLayout(row);

    m_refuse = new QRadioButton(tr("&Refuse new requests"));
    m_cut = new QRadioButton(tr("Also stop r&unning requests"));
    m_refuse->setChecked(true);
    auto* modes = new QHBoxLayout;
    modes->setSpacing(24);
    modes->addWidget(m_refuse);
    modes->addWidget(m_cut);
    modes->addStretch(1);
    column.addLayout(modes);
}

void FreezeAllDialog::buildReason(QVBoxLayout& column)
{
    m_reason = namedEdit(tr("Reason for freezing all teams"));
    m_reason->setPlaceholderText(tr("Reason (kept in the audit log)"));
    m_reason->setMaxLength(500);
    m_reason->setObjectName(QStringLiteral("reason"));
    column.addWidget(m_reason);

    m_words = namedEdit(tr("Type freeze all to switch the button on"));
    m_words->setObjectName(QStringLiteral("words"));
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    const QStringList parts = tr("Type %1 to switch the button on").split(QStringLiteral("%1"));
    row->addWidget(plainLabel(parts.value(0).trimmed()));
    row->addWidget(plainLabel(tr("freeze all"), "strong"));
    row->addWidget(plainLabel(parts.value(1).trimmed()));
    row->addSpacing(8);
    row->addWidget(m_words, 1);
    column.addLayout(row);
}

void FreezeAllDialog::buildButtons(QVBoxLayout& column)
{
    m_dryRun = plainButton(tr("&Dry Run"), "quiet");
    m_dryRun->setCheckable(true);
    m_dryRun->setAccessibleDescription(tr("Shows the orders and sends nothing."));
    m_dryRun->setObjectName(QStringLiteral("dryRun"));
    m_cancel = plainButton(tr("Cancel"));
    m_cancel->setDefault(true);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_freeze = plainButton({}, "dangerSolid");
    const Tokens& tokens = tokensOf(this);
    m_freeze->setIcon(icon(Icon::Freeze, tokens.hint));
    m_dryRun->setIcon(icon(Icon::Play, tokens.text));
    m_freeze->setIconSize(iconBesideText);
    m_dryRun->setIconSize(iconBesideText);
    m_freeze->setObjectName(QStringLiteral("freeze"));
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_dryRun);
    row->addStretch(1);
    row->addWidget(m_cancel);
    row->addWidget(m_freeze);
    column.addLayout(row);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_freeze, &QPushButton::clicked, this, [this] {
        const auto reach = static_cast<FreezeReach>(m_scope->currentData().toInt());
        const FreezePlan plan = freezePlan(m_board, m_freezes, reach);
        const QString reason = m_reason->text().trimmed();
        m_freeze->setEnabled(false);
        Q_EMIT freezeConfirmed(plan.scopes, mode(), reason.isEmpty() ? tr("No reason given.") : reason);
        accept();
    });
}

FreezeMode FreezeAllDialog::mode() const { return m_cut->isChecked() ? FreezeMode::cut : FreezeMode::refuse; }

void FreezeAllDialog::updatePlan()
{
    const FreezePlan plan = freezePlan(m_board, m_freezes, static_cast<FreezeReach>(m_scope->currentData().toInt()));
    FactBox* box = nullptr;
    if (m_dryRun->isChecked()) {
        box = new FactBox(tr("Dry Run: Nothing Was Sent"));
        const QString order =
            mode() == FreezeMode::cut ? tr("refuse new and stop running requests") : tr("refuse new requests");
        if (plan.scopes == std::vector {Scope::everything()})
            box->add(Icon::Play, tr("One order, for the whole organisation"), order);
        else
            box->add(Icon::Play,
                plan.scopes.size() == 1 ? tr("One order, for one team")
                                        : tr("%n orders, one for each team", nullptr, static_cast<int>(plan.scopes.size())),
                order);
        box->add(Icon::Export, tr("First"), tr("written to this computer’s disk"));
        box->add(Icon::Server, tr("Then sent to"),
            plan.stoppable.empty() ? tr("no place: none can refuse") : joined(plan.stoppable));
        box->add(Icon::Check, tr("Proved by"), tr("reading it back, and a test call that is refused"));
        if (!plan.unstoppable.empty())
            box->add(Icon::HalfCircle, tr("Not sent to, can’t refuse"), joined(plan.unstoppable), true);
        if (!plan.teams.empty())
            box->add(Icon::Freeze, tr("Teams that would stop"), joined(plan.teams));
    } else {
        box = new FactBox(tr("What Will Be Affected"));
        box->add(Icon::Freeze, tr("Teams stopped"),
            plan.frozenAlready.empty() ? tr("all %1").arg(m_board.teams.size())
                                       : tr("%1 of %2").arg(plan.teams.size()).arg(m_board.teams.size()));
        if (plan.keys > 0)
            box->add(Icon::Key, tr("Keys stopped"), QString::number(plan.keys));
        if (plan.people > 0 || plan.agents > 0)
            box->add(Icon::Person, tr("People and agents who lose access"),
                tr("%1, %2").arg(peopleText(plan.people), agentsText(plan.agents)));
        if (plan.perHourNano > 0)
            box->add(
                Icon::RunsOut, tr("Spending stopped, mean of 7 days"), perHourText(Money {plan.perHourNano, m_board.currency}));
        if (!plan.frozenAlready.empty())
            box->add(Icon::Snowflake, tr("Frozen already"), joined(plan.frozenAlready));
        if (!plan.unstoppable.empty())
            box->add(Icon::HalfCircle, tr("Sources that only report"), joined(plan.unstoppable), true);
        if (plan.elsewhereNano > 0)
            box->add(Icon::Warning, tr("Billed elsewhere, goes on"),
                tr("%1 this period").arg(amountText(Money {plan.elsewhereNano, m_board.currency})), true);
    }
    box->close();
    delete m_box;
    m_box = box;
    m_facts->addWidget(box);
    // Lines of names may wrap: the window is as high as they need.
    growToFit(*this);
    const auto teams = static_cast<int>(plan.teams.size());
    m_freeze->setText(plan.scopes == std::vector {Scope::everything()} ? tr("Freeze All")
            : teams == 1                                               ? tr("Freeze 1 Team")
                                                                       : tr("Freeze %n Teams", nullptr, teams));
    updateButton();
}

void FreezeAllDialog::updateButton()
{
    const bool typed = m_words->text().trimmed().compare(tr("freeze all"), Qt::CaseInsensitive) == 0;
    const Tokens& tokens = tokensOf(this);
    m_freeze->setIcon(icon(Icon::Freeze, typed ? tokens.onDanger : tokens.hint));
    m_freeze->setEnabled(typed);
}

void FreezeAllDialog::keyPressEvent(QKeyEvent* event)
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
