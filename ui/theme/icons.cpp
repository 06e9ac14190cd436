// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

#include <algorithm>
#include <array>

namespace fuseboard {
namespace {

/// In the order of Icon.
constexpr std::array<const char*, iconCount> fileNames {"freeze", "snowflake", "runsout", "check", "warning", "alert", "clock",
    "halfcircle", "unknown", "budgets", "sources", "switchboard", "reports", "audit", "settings", "calendar", "refresh",
    "export", "plus", "search", "more", "eye", "flask", "key", "agent", "person", "model", "shield", "play", "laptop", "server",
    "stop", "resume", "hourglass", "changed", "pending", "loop", "chevron", "close"};

QString fileOf(Icon name)
{
    return QStringLiteral(":/fuseboard/icons/%1.svg").arg(QLatin1String(fileNames[static_cast<std::size_t>(name)]));
}

/// The drawing in one colour, `size` in device pixels.
QPixmap drawn(Icon name, const QColor& colour, QSize size)
{
    const int side = std::min(size.width(), size.height());
    const int left = QGuiApplication::isRightToLeft() ? size.width() - side : 0;
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(fileOf(name));
    Q_ASSERT(renderer.isValid());
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(left, (size.height() - side) / 2.0, side, side));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), colour);
    return pixmap;
}

/// Draws at the very size that is asked for; keeps nothing but name and colour.
class TintedEngine : public QIconEngine {
public:
    TintedEngine(Icon name, const QColor& colour)
        : m_name(name)
        , m_colour(colour)
    {
    }
    QIconEngine* clone() const override { return new TintedEngine(*this); }
    QString key() const override { return QStringLiteral("fuseboard-tinted"); }
    bool isNull() override { return false; }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State /*state*/) override
    {
        // Beside disabled text: an icon made for a red button would vanish on the grey of the disabled one.
        const QColor colour =
            mode == QIcon::Disabled ? QGuiApplication::palette().color(QPalette::Disabled, QPalette::Text) : m_colour;
        return drawn(m_name, colour, size);
    }
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device()->devicePixelRatio();
        QPixmap sharp = pixmap((QSizeF(rect.size()) * scale).toSize(), mode, state);
        sharp.setDevicePixelRatio(scale);
        painter->drawPixmap(rect.topLeft(), sharp);
    }

private:
    Icon m_name;
    QColor m_colour;
};

} // namespace

QIcon icon(Icon name, const QColor& colour) { return QIcon(new TintedEngine(name, colour)); }

QPixmap iconPixmap(Icon name, const QColor& colour, int size, qreal devicePixelRatio)
{
    QPixmap pixmap = drawn(name, colour, (QSizeF(size, size) * devicePixelRatio).toSize());
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

void paintIcon(QPainter& painter, Icon name, const QRectF& rect, const QColor& colour)
{
    QFile file(fileOf(name));
    if (!file.open(QIODevice::ReadOnly))
        return;
    // Its lines, not a picture of them: paper has more dots than a screen.
    QSvgRenderer renderer(file.readAll().replace("#000", colour.name().toLatin1()));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(painter.opacity() * colour.alphaF());
    renderer.render(&painter, rect);
    painter.restore();
}

} // namespace fuseboard
