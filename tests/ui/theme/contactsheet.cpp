// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/contactsheet.h"

#include "text/chiptext.h"
#include "theme/chiplook.h"
#include "theme/type.h"
#include "theme/variant.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

QLabel* label(const QString& text, const char* variant)
{
    auto* out = new QLabel(text);
    setVariant(out, variant);
    return out;
}

/// A row of the team list: name, chip, bar.
class ChipRow : public QWidget {
public:
    explicit ChipRow(const Chip& chip)
        : m_chip(chip)
    {
        setFixedSize(330, 44);
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        const Tokens& tokens = tokensOf(this);
        const ChipLook look = chipLook(m_chip, tokens);
        const QString words = chipText(m_chip, ChipWords::full);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(fontFor(TypeRole::Body, font()));
        painter.setPen(tokens.text);
        painter.drawText(QRect(0, 0, 160, 22), Qt::AlignVCenter, QStringLiteral("Payments"));
        const QSize size = chipSize(words, font());
        paintChip(painter, QRect(QPoint(width() - size.width(), 0), size), look, words, font(), Qt::LeftToRight);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.track());
        painter.drawRoundedRect(QRectF(0, 28, width(), 6), 3, 3);
        painter.setBrush(look.hatched ? hatch(look.fill, tokens.track()) : QBrush(look.fill));
        painter.drawRoundedRect(QRectF(0, 28, width() * 0.8, 6), 3, 3);
    }

private:
    Chip m_chip;
};

QLayout* icons(const Tokens& tokens)
{
    auto* grid = new QGridLayout;
    grid->setSpacing(14);
    for (int i = 0; i < iconCount; ++i) {
        auto* small = new QLabel;
        small->setPixmap(iconPixmap(static_cast<Icon>(i), tokens.secondary, 18, 1));
        auto* large = new QLabel;
        large->setPixmap(iconPixmap(static_cast<Icon>(i), tokens.text, 36, 1));
        grid->addWidget(small, 2 * (i / 19), i % 19, Qt::AlignCenter);
        grid->addWidget(large, 2 * (i / 19) + 1, i % 19, Qt::AlignCenter);
    }
    return grid;
}

QPushButton* button(const QString& text, const char* variant, std::optional<Icon> sign = std::nullopt, const QColor& ink = {})
{
    auto* out = new QPushButton(text);
    setVariant(out, variant);
    if (sign)
        out->setIcon(icon(*sign, ink));
    return out;
}

QLayout* buttons(const Tokens& t)
{
    auto* column = new QVBoxLayout;
    for (const bool enabled : {true, false}) {
        auto* row = new QHBoxLayout;
        for (QPushButton* one : {button(QStringLiteral("November 2026"), "outline", Icon::Calendar, t.secondary),
                 button(QStringLiteral("Refresh"), "quiet", Icon::Refresh, t.secondary),
                 button(QStringLiteral("Freeze All…"), "danger", Icon::Freeze, t.textCrit),
                 button(QStringLiteral("Freeze Payments"), "dangerSolid", Icon::Freeze, t.onDanger),
                 button(QStringLiteral("Add Source…"), "primary", Icon::Plus, t.onAccent),
                 button(QStringLiteral("Assign…"), "link"), button(QString(), "outline", Icon::More, t.secondary)}) {
            one->setEnabled(enabled);
            row->addWidget(one);
        }
        row->addStretch();
        column->addLayout(row);
    }
    auto* row = new QHBoxLayout;
    for (const char* text : {"Keep Stopped", "Allow $5 More"}) {
        QPushButton* small = button(QString::fromUtf8(text), "outline");
        setLook(small, "small", QStringLiteral("true"));
        row->addWidget(small);
    }
    std::vector<QWidget*> segments;
    auto* joined = new QHBoxLayout;
    joined->setSpacing(0);
    for (const char* text : {"Period", "7 Days", "24 h"}) {
        auto* segment = new QToolButton;
        segment->setText(QString::fromUtf8(text));
        segment->setCheckable(true);
        segment->setChecked(segments.empty());
        segments.push_back(segment);
        joined->addWidget(segment);
    }
    joinSegments(segments);
    row->addLayout(joined);
    auto* field = new QLineEdit;
    field->setPlaceholderText(QStringLiteral("Filter teams"));
    setVariant(field, "field");
    row->addWidget(field);
    for (const bool checked : {true, false}) {
        auto* rail = new QToolButton;
        rail->setText(checked ? QStringLiteral("Budgets") : QStringLiteral("Sources"));
        rail->setIcon(icon(checked ? Icon::Budgets : Icon::Sources, checked ? t.accent : t.secondary));
        rail->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        rail->setIconSize(QSize(20, 20));
        rail->setFixedSize(80, 54);
        rail->setCheckable(true);
        rail->setChecked(checked);
        setVariant(rail, "rail");
        row->addWidget(rail);
    }
    column->addLayout(row);
    return column;
}

QLayout* chips()
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    using Kind = Chip::Kind;
    const Chip all[] {{Kind::ChangedOutside, 5, 6}, {Kind::NotProved, 4, 6}, {Kind::Freezing, 2, 6}, {Kind::PartlyProved, 1, 3},
        {Kind::Frozen, 6, 6}, {Kind::Resuming, 1, 6}, {Kind::Age, 0, 0, 3h}, {Kind::RunsOutEarly}, {Kind::TooEarly},
        {Kind::OnTrack}, {Kind::NoData}};
    int place = 0;
    for (const Chip& chip : all) {
        grid->addWidget(new ChipRow(chip), place / 3, place % 3);
        ++place;
    }
    return grid;
}

QLayout* labels()
{
    auto* row = new QHBoxLayout;
    for (const char* variant : {"title", "figure", "figureCrit", "section", "strong", "secondary", "hint", "ok", "warn", "crit",
             "frozen", "unknown", "badge", "chipOk", "chipWarn", "chipCrit", "chipCritSolid", "chipFrozen", "chipUnknown"}) {
        const bool figure = QByteArray(variant).startsWith("figure");
        row->addWidget(label(figure ? QStringLiteral("$4,060") : QString::fromLatin1(variant), variant), 0, Qt::AlignVCenter);
    }
    row->addStretch();
    return row;
}

QFrame* framed(const char* variant, const QString& strong, const QString& rest)
{
    auto* frame = new QFrame;
    setVariant(frame, variant);
    auto* row = new QHBoxLayout(frame);
    row->addWidget(label(strong, "strong"));
    row->addWidget(label(rest, "secondary"));
    row->addStretch();
    return frame;
}

} // namespace

ContactSheet::ContactSheet()
{
    const Tokens& tokens = tokensOf(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(16);
    column->addWidget(framed("strip", QStringLiteral("Sandbox: not your money"), QStringLiteral("A made-up company.")));
    column->addWidget(
        framed("banner", QStringLiteral("Payments is frozen since 14:19:32"), QStringLiteral("6 of 6 places refuse.")));
    column->addWidget(framed("bannerWarn", QStringLiteral("Mobile is partly proved"), QStringLiteral("1 of 3 places.")));
    column->addWidget(framed("bannerCrit", QStringLiteral("Payments: freeze not proved"), QStringLiteral("2 are silent.")));
    auto* card = new QFrame;
    setVariant(card, "card");
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(16, 16, 16, 16);
    inside->setSpacing(16);
    inside->addLayout(icons(tokens));
    inside->addLayout(buttons(tokens));
    inside->addLayout(chips());
    inside->addLayout(labels());
    column->addWidget(card);
}

} // namespace fuseboard
