// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/limitspane.h"

#include "items/limitmodel.h"
#include "pages/limittexts.h"
#include "text/limittext.h"
#include "text/timetext.h"
#include "theme/variant.h"
#include "widgets/plaintable.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr int mostRows = 8; ///< without scrolling

/// Of all lists: the age that holds for every limit that is shown.
std::optional<Instant> oldestOf(const SourceLimits& limits)
{
    std::optional<Instant> out;
    for (const LimitList& list : limits.lists)
        if (list.toldAt)
            out = std::min(out.value_or(*list.toldAt), *list.toldAt);
    return out;
}

} // namespace

LimitsPane::LimitsPane(QWidget* parent)
    : QWidget(parent)
    , m_model(new LimitModel(this))
    , m_texts(new LimitTexts(this))
    , m_age(new TextLabel(TypeRole::Secondary, Tone::secondary))
    , m_faults(new TextLabel(TypeRole::Body))
    , m_table(new QTableView)
{
    m_texts->setSourceModel(m_model);
    auto* title = new TextLabel(TypeRole::Section);
    title->setText(tr("Limits Kept There"));
    m_age->setObjectName(QStringLiteral("limitsAge"));
    m_age->setWordWrap(true);
    m_faults->setObjectName(QStringLiteral("limitsFaults"));
    m_faults->setWordWrap(true);
    makePlain(*m_table, "sourceLimits", title->text());
    m_table->setModel(m_texts);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    for (QWidget* part : std::initializer_list<QWidget*> {title, m_age, m_table, m_faults})
        column->addWidget(part);
    setLimits({});
}

void LimitsPane::setLimits(const std::shared_ptr<const SourceLimits>& limits)
{
    m_limits = limits;
    m_fault.clear();
    m_model->setLimits(limits ? limits->source : std::string(), limits ? limits->lists : std::vector<LimitList>());
    const int rows = std::clamp(m_model->rowCount(), 1, mostRows) * m_table->verticalHeader()->defaultSectionSize();
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + rows + 4);
    tell();
}

void LimitsPane::setFault(const QString& sentence)
{
    m_fault = sentence;
    tell();
}

void LimitsPane::setNow(const Calendar& calendar, Instant now)
{
    m_texts->setCalendar(calendar);
    m_now = now;
    tell();
}

/// Where a source has no such lists, or was never asked, there is nothing to show, which is not "no limits".
void LimitsPane::tell()
{
    setVisible(!m_fault.isEmpty() || (m_limits && !m_limits->lists.empty()));
    QStringList faults;
    if (!m_fault.isEmpty())
        faults << m_fault;
    std::optional<Instant> told;
    if (m_limits) {
        told = oldestOf(*m_limits);
        for (const LimitList& list : m_limits->lists)
            if (const QString fault = limitListFault(list); !fault.isEmpty())
                faults << (list.toldAt ? tr("%1 What is shown of it is %2.").arg(fault, ageText(m_now - *list.toldAt)) : fault);
    }
    m_age->setText(!told              ? tr("Not told yet.")
            : m_model->rowCount() > 0 ? tr("As the source told them, %1. They are in no sum here.").arg(agoText(m_now - *told))
                                      : tr("The source keeps none, as it told %1.").arg(agoText(m_now - *told)));
    m_table->setVisible(m_model->rowCount() > 0);
    m_faults->setText(faults.join(QLatin1Char('\n')));
    m_faults->setVisible(!faults.isEmpty());
}

} // namespace fuseboard
