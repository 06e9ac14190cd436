// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/allowdialog.h"

#include "dialogs/amountinput.h"
#include "dialogs/parts.h"
#include "text/asktext.h"
#include "text/breakable.h"
#include "text/displaylocale.h"
#include "text/moneytext.h"
#include "text/shown.h"
#include "text/timetext.h"
#include "theme/variant.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QFormLayout>
#include <QTimeZone>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr int linesWide = 30;
constexpr auto heldFor = std::chrono::minutes(30); ///< as its gateway proposes
constexpr qint64 atATimeOfYourOwn = 0; // data of the choice

qint64 micros(Instant at) { return at.time_since_epoch().count(); }

/// The end of the hour of the business calendar's clock.
Instant hourEnd(const Calendar& calendar, Instant now)
{
    const QTime time = localTime(calendar, now).time();
    const auto into = std::chrono::minutes(time.minute()) + std::chrono::seconds(time.second());
    return std::chrono::floor<std::chrono::seconds>(now) + (std::chrono::hours(1) - into);
}

} // namespace

AllowDialog::AllowDialog(AllowQuestion question, QWidget* parent)
    : ScrollingDialog(parent)
    , m_question(std::move(question))
{
    setObjectName(QStringLiteral("allowDialog"));
    setWindowTitle(tr("Allow More"));
    setSizeInLines(linesWide);
    const RaiseAsk& ask = m_question.ask;
    column().addWidget(plainParagraph(askTitle(ask), "title"));
    column().addWidget(plainParagraph(askSituation(ask, m_question.scope), "secondary"));
    buildForm();
    m_meaning = plainParagraph({});
    m_meaning->setObjectName(QStringLiteral("meaning"));
    m_own = plainParagraph({}, "secondary");
    m_own->setObjectName(QStringLiteral("ownBudget"));
    column().addWidget(m_meaning);
    column().addWidget(m_own);
    if (!m_question.frozen.isEmpty())
        column().addWidget(plainParagraph(m_question.frozen, "secondary"));
    m_fault = plainParagraph({}, "crit");
    m_fault->setObjectName(QStringLiteral("fault"));
    column().addWidget(m_fault);
    column().addStretch(1);
    buildButtons();
    connect(m_amount, &QLineEdit::textChanged, this, &AllowDialog::update);
    connect(m_end, &QComboBox::currentIndexChanged, this, &AllowDialog::update);
    connect(m_time, &QDateTimeEdit::dateTimeChanged, this, &AllowDialog::update);
    update();
    m_amount->selectAll();
    m_amount->setFocus(Qt::OtherFocusReason);
}

void AllowDialog::buildForm()
{
    m_amount = namedEdit(tr("How much more"), amountForInput(m_question.ask.amount));
    m_amount->setObjectName(QStringLiteral("amount"));
    m_end = namedBox(tr("Until when"));
    m_end->setObjectName(QStringLiteral("end"));
    m_time = new QDateTimeEdit;
    m_time->setObjectName(QStringLiteral("time"));
    m_time->setAccessibleName(tr("Day and time it ends"));
    const QLocale locale = displayLocale();
    m_time->setDisplayFormat(
        locale.dateFormat(QLocale::ShortFormat) + QLatin1Char(' ') + locale.timeFormat(QLocale::ShortFormat));
    m_time->setButtonSymbols(QAbstractSpinBox::NoButtons);
    setVariant(m_time, "field");
    addEnds();
    m_reason = namedEdit(tr("Reason for allowing more"));
    m_reason->setObjectName(QStringLiteral("reason"));
    m_reason->setPlaceholderText(tr("Reason (kept in the audit log)"));
    m_reason->setMaxLength(500);
    const auto label = [](const QString& text, QWidget* field) {
        QLabel* out = plainLabel(text, "secondary");
        out->setBuddy(field);
        return out;
    };
    auto* amount = new QHBoxLayout;
    amount->setSpacing(8);
    amount->addWidget(m_amount, 1);
    amount->addWidget(plainLabel(QString::fromStdString(m_question.ask.amount.currency.text()), "secondary"));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(label(tr("&More"), m_amount), amount);
    form->addRow(label(tr("&Until"), m_end), m_end);
    form->addRow(QString(), m_time);
    form->addRow(label(tr("&Reason"), m_reason), m_reason);
    column().addLayout(form);
}

Instant AllowDialog::periodEnd() const { return periodEndOf(m_question.ask, m_question.calendar, m_question.now); }

void AllowDialog::addEnds()
{
    const Calendar& calendar = m_question.calendar;
    const Instant now = m_question.now, hour = hourEnd(calendar, now), day = calendar.dayAt(now).end, period = periodEnd();
    const Instant soon = std::chrono::floor<std::chrono::seconds>(now) + heldFor;
    const bool isHeld = m_question.ask.isHeldSession;
    if (isHeld)
        m_end->addItem(tr("For half an hour, until %1").arg(clockText(calendar, soon)), micros(soon));
    if (hour < std::min(day, period))
        m_end->addItem(tr("End of this hour, %1").arg(clockText(calendar, hour)), micros(hour));
    if (day < period)
        m_end->addItem(tr("End of today"), micros(day));
    if (!isHeld)
        m_end->addItem(tr("End of the budget’s period, %1").arg(momentText(calendar, period, now)), micros(period));
    m_end->addItem(tr("Another time…"), atATimeOfYourOwn);
    m_end->setCurrentIndex(isHeld ? 0 : std::max(0, m_end->findData(micros(day))));
    const QDateTime from = localTime(calendar, isHeld ? soon : std::min(day, period));
    m_time->setTimeZone(from.timeZone());
    m_time->setDateTime(from);
}

void AllowDialog::buildButtons()
{
    m_allow = plainButton(tr("Allow"), "primary");
    m_allow->setObjectName(QStringLiteral("allow"));
    m_allow->setDefault(true);
    connect(m_allow, &QPushButton::clicked, this, &AllowDialog::send);
    buttons().addStretch(1);
    buttons().addWidget(cancelButton(*this));
    buttons().addWidget(m_allow);
}

std::optional<Instant> AllowDialog::until() const
{
    const qint64 chosen = m_end->currentData().toLongLong();
    const QDateTime typed = m_time->dateTime();
    if (chosen != atATimeOfYourOwn)
        return Instant(std::chrono::microseconds(chosen));
    return typed.isValid() ? std::optional(Instant(std::chrono::milliseconds(typed.toMSecsSinceEpoch()))) : std::nullopt;
}

Result<Money> AllowDialog::amount() const { return parseAmount(m_amount->text(), m_question.ask.amount.currency); }

QString AllowDialog::fault() const
{
    const auto more = amount();
    const auto end = until();
    if (m_amount->text().trimmed().isEmpty()) // not finished rather than wrong
        return {};
    if (!more)
        return tr("“%1” is not an amount of money.").arg(m_amount->text().trimmed());
    if (more->nano <= 0)
        return tr("Nothing more is allowed by that. “Keep Refusing” says no.");
    if (!end || *end <= m_question.now)
        return tr("That time is over.");
    if (*end > periodEnd())
        return (m_question.ask.isHeldSession ? tr("A held session is let go for a day at most: choose a time until %1.")
                                             : tr("The budget begins anew at %1: choose a time until then."))
            .arg(momentText(m_question.calendar, periodEnd(), m_question.now));
    return {};
}

void AllowDialog::update()
{
    const auto more = amount();
    const QString wrong = fault();
    const bool isGood = wrong.isEmpty() && more;
    m_time->setVisible(m_end->currentData().toLongLong() == atATimeOfYourOwn);
    m_meaning->setVisible(isGood);
    if (isGood)
        m_meaning->setText(allowedText(m_question.ask, m_question.scope, *more, *until(), m_question.calendar, m_question.now));
    const bool raises = isGood && m_question.ownLeft && m_question.ownLeft->nano < more->nano;
    m_own->setText(raises
            ? tr("Fuseboard’s own hard budget of %1 would stop that. It is raised as well until then, and what it "
                 "has frozen is let go.")
                  .arg(m_question.scope)
            : QString());
    m_own->setVisible(raises);
    showFault(m_fault, wrong);
    m_allow->setEnabled(isGood && !m_isSent);
    growToFit();
}

void AllowDialog::send()
{
    const auto more = amount();
    if (!more || !fault().isEmpty()) {
        update();
        return;
    }
    m_isSent = true;
    update();
    Q_EMIT decided({.place = m_question.place,
        .ask = m_question.ask,
        .allowed = *more,
        .until = until(),
        .reason = m_reason->text().trimmed().toStdString()});
}

void AllowDialog::answer(const QString& fault)
{
    if (fault.isEmpty()) {
        accept();
        return;
    }
    m_isSent = false;
    update();
    showFault(m_fault, fault);
    growToFit();
}

} // namespace fuseboard
