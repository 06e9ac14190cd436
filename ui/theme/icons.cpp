// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

#include <map>
#include <memory>

namespace fuseboard {
namespace {

const char* fileOf(Icon icon)
{
    switch (icon) {
    case Icon::agent: return "agent";
    case Icon::budgets: return "budgets";
    case Icon::calendar: return "calendar";
    case Icon::clock: return "clock";
    case Icon::critical: return "critical";
    case Icon::down: return "down";
    case Icon::exportFile: return "export";
    case Icon::eye: return "eye";
    case Icon::flask: return "flask";
    case Icon::freeze: return "freeze";
    case Icon::half: return "half";
    case Icon::hourglass: return "hourglass";
    case Icon::key: return "key";
    case Icon::laptop: return "laptop";
    case Icon::minus: return "minus";
    case Icon::model: return "model";
    case Icon::more: return "more";
    case Icon::ok: return "ok";
    case Icon::outside: return "outside";
    case Icon::person: return "person";
    case Icon::play: return "play";
    case Icon::plus: return "plus";
    case Icon::refresh: return "refresh";
    case Icon::resuming: return "resuming";
    case Icon::runsOut: return "runsout";
    case Icon::search: return "search";
    case Icon::server: return "server";
    case Icon::settings: return "settings";
    case Icon::shield: return "shield";
    case Icon::snowflake: return "snowflake";
    case Icon::sources: return "sources";
    case Icon::stale: return "stale";
    case Icon::unknown: return "unknown";
    case Icon::warning: return "warning";
    }
    return "unknown";
}

/// Parsed once for each drawing and colour: a list with 50 rows draws 50 chips at each frame. Of the GUI thread.
QSvgRenderer& drawing(Icon icon, QRgb colour)
{
    static std::map<std::pair<Icon, QRgb>, std::unique_ptr<QSvgRenderer>> drawings;
    std::unique_ptr<QSvgRenderer>& slot = drawings[{icon, colour}];
    if (!slot) {
        QFile file(QStringLiteral(":/icons/%1.svg").arg(QLatin1StringView(fileOf(icon))));
        QByteArray svg = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        svg.replace("#000000", QColor::fromRgb(colour).name().toUtf8());
        slot = std::make_unique<QSvgRenderer>(svg);
    }
    return *slot;
}

class Engine : public QIconEngine {
public:
    Engine(Icon icon, QColor colour, QColor disabled)
        : m_icon(icon)
        , m_colour(std::move(colour))
        , m_disabled(std::move(disabled))
    {
    }
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const int side = std::min(rect.width(), rect.height());
        QRect square(0, 0, side, side);
        square.moveCenter(rect.center());
        const bool off = mode == QIcon::Disabled;
        paintIcon(*painter, m_icon, square, off && m_disabled.isValid() ? m_disabled : m_colour);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    [[nodiscard]] QIconEngine* clone() const override { return new Engine(*this); }

private:
    Icon m_icon;
    QColor m_colour, m_disabled;
};

} // namespace

void paintIcon(QPainter& painter, Icon icon, const QRectF& rect, const QColor& colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    drawing(icon, colour.rgb()).render(&painter, rect);
    painter.restore();
}

QIcon iconOf(Icon icon, const QColor& colour, const QColor& disabled) { return QIcon(new Engine(icon, colour, disabled)); }

} // namespace fuseboard
