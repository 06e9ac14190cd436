// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/teampage.h"

#include "charts/chartwords.h"
#include "print/pagetable.h"
#include "print/paper.h"
#include "text/chiptext.h"
#include "theme/chiplook.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TeamPage)
};

// In 1/96 inch. A4 between margins of 15 mm is 680 x 1009, Letter 702 x 943.
constexpr qreal pageWidth = 680;
constexpr qreal widestPage = 900; ///< on paper that lies across
constexpr qreal leastHeight = 940;
constexpr qreal leastChart = 215;
constexpr qreal unknownChart = 130;
constexpr qreal gap = 12;
constexpr qreal padding = 10;
constexpr std::size_t mostNotices = 4;
constexpr std::size_t mostPlaces = 6;

constexpr Ink title {TypeRole::Title};
constexpr Ink section {TypeRole::Section};
constexpr Ink strong {TypeRole::Body, Tone::plain, true};
constexpr Ink small {TypeRole::Secondary, Tone::secondary};
constexpr Ink small2 {TypeRole::Secondary, Tone::plain};

/// Sets the parts one below the other. Each tells its height, so that what the chart is left is known before.
class PagePainter {
public:
    PagePainter(const Paper& paper, const TeamPage& page, const ChartLook& look, qreal width)
        : m_paper(paper)
        , m_page(page)
        , m_look(look)
        , m_width(width)
    {
    }

    /// What everything but the chart needs.
    [[nodiscard]] qreal heightWithoutChart() const
    {
        return sandboxHeight() + headHeight() + noticesHeight() + tilesHeight() + tablesHeight() + footHeight() + 2 * gap;
    }
    void paint(qreal height)
    {
        drawSandbox();
        drawHead();
        drawNotices();
        drawTiles();
        const qreal chart = m_page.isUnknown ? unknownChart : height - heightWithoutChart();
        drawLines({0, m_y + gap, m_width, chart});
        m_y += gap + chart + gap;
        drawTables();
        m_y = height - footHeight();
        drawFoot();
    }
    /// The head of a picture: what it is of, and how that stands.
    void paintPicture(qreal height)
    {
        drawSandbox();
        drawHead();
        drawNotices();
        drawLines({0, m_y, m_width, height - m_y});
    }
    [[nodiscard]] qreal pictureHeadHeight() const { return sandboxHeight() + headHeight() + noticesHeight(); }

private:
    [[nodiscard]] qreal sandboxHeight() const { return m_page.isSandbox ? m_paper.lineHeight(strong) + 10 + gap : 0; }
    void drawSandbox();
    [[nodiscard]] QStringList periodLines() const { return m_paper.linesOf(m_page.period, small, m_width, 2); }
    [[nodiscard]] qreal headHeight() const
    {
        return m_paper.lineHeight(title) + 4 + static_cast<qreal>(periodLines().size() + 1) * m_paper.lineHeight(small) + gap;
    }
    void drawHead();
    void drawChip(qreal left, qreal centre) const;
    [[nodiscard]] std::size_t shownNotices() const { return std::min(m_page.notices.size(), mostNotices); }
    [[nodiscard]] qreal noticeWidth() const { return m_width - 3 * padding - 16; }
    [[nodiscard]] QStringList titleLines(const BannerText& notice) const
    {
        return m_paper.linesOf(notice.title, strong, noticeWidth(), 2);
    }
    [[nodiscard]] QStringList textLines(const BannerText& notice) const
    {
        return m_paper.linesOf(notice.text, small2, noticeWidth(), 6);
    }
    [[nodiscard]] std::vector<BannerLine> placesOf(const BannerText& notice) const;
    [[nodiscard]] QStringList placeLines(const BannerLine& line) const
    {
        return m_paper.linesOf(
            Words::tr("%1: %2", "place, what it has shown").arg(line.names, line.text), small2, noticeWidth() - 20, 3);
    }
    [[nodiscard]] qreal noticeHeight(const BannerText& notice) const;
    [[nodiscard]] qreal noticesHeight() const;
    void drawNotice(const BannerText& notice);
    void drawNotices();
    [[nodiscard]] qreal tileWidth() const { return (m_width - 3 * 8) / 4; }
    [[nodiscard]] QStringList figureLines(const FigureLine& line) const;
    [[nodiscard]] qreal tilesHeight() const;
    void drawFigureLine(QPointF& at, const FigureLine& line) const;
    void drawTile(const QRectF& place, const Figure& figure) const;
    void drawTiles();
    void drawLines(const QRectF& place) const;
    [[nodiscard]] qreal tablesHeight() const;
    void drawTables();
    [[nodiscard]] QStringList footLines() const;
    [[nodiscard]] qreal footHeight() const
    {
        return static_cast<qreal>(footLines().size() + 1) * m_paper.lineHeight(small) + 12;
    }
    void drawFoot();

    const Paper& m_paper;
    const TeamPage& m_page;
    const ChartLook& m_look;
    qreal m_width;
    qreal m_y = 0;
};

void PagePainter::drawSandbox()
{
    if (!m_page.isSandbox)
        return;
    const QRectF place(0, m_y, m_width, m_paper.lineHeight(strong) + 10);
    m_paper.box(place, Tone::accent);
    m_paper.sign({place.left() + padding + 8, place.center().y()}, Icon::Flask, Tone::accent, 16);
    m_paper.line(place.adjusted(padding + 24, 0, -padding, 0), sandboxText(), strong);
    m_y += sandboxHeight();
}

void PagePainter::drawHead()
{
    const qreal height = m_paper.lineHeight(title);
    const QString maker = QStringLiteral("Fuseboard");
    const qreal right = m_paper.width(maker, section) + 1;
    m_paper.line({m_width - right, m_y, right, height}, maker, {TypeRole::Section, Tone::secondary}, Qt::AlignRight);
    const qreal chip = m_page.chip ? chipSize(chipText(*m_page.chip, ChipWords::full), m_paper.base()).width() + gap : 0;
    const qreal name = std::min(m_paper.width(m_page.name, title) + 1, m_width - right - 2 * gap - chip);
    m_paper.line({0, m_y, name, height}, m_page.name, title);
    drawChip(name + gap, m_y + height / 2);
    m_y = m_paper.lines({0, m_y + height + 4}, periodLines(), small, m_width);
    m_y = m_paper.lines({0, m_y}, {m_page.made}, small, m_width) + gap;
}

/// As chiplook draws it, with the sign as lines and a frame: a tint may not be seen in print.
void PagePainter::drawChip(qreal left, qreal centre) const
{
    if (!m_page.chip)
        return;
    const QString words = chipText(*m_page.chip, ChipWords::full);
    const ChipLook look = chipLook(*m_page.chip, m_paper.colours());
    const QSizeF size = chipSize(words, m_paper.base());
    const QRectF place(left, centre - size.height() / 2, size.width(), size.height());
    QPainter& painter = m_paper.painter();
    painter.setPen(QPen(look.text, m_page.chip->solid() ? 0.01 : 0.8));
    painter.setBrush(look.background);
    painter.drawRoundedRect(place, size.height() / 2, size.height() / 2);
    paintIcon(painter, look.icon, {place.left() + 7, centre - 6.5, 13, 13}, look.text);
    painter.setPen(look.text);
    painter.setFont(m_paper.font({TypeRole::Chip}));
    painter.drawText(place.adjusted(26, 0, 0, 0), static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), words);
}

std::vector<BannerLine> PagePainter::placesOf(const BannerText& notice) const
{
    std::vector<BannerLine> out;
    if (notice.linesAlwaysShown)
        out.assign(notice.lines.begin(),
            notice.lines.begin() + static_cast<std::ptrdiff_t>(std::min(notice.lines.size(), mostPlaces)));
    return out;
}

qreal PagePainter::noticeHeight(const BannerText& notice) const
{
    qsizetype places = 0;
    for (const BannerLine& line : placesOf(notice))
        places += placeLines(line).size();
    if (notice.linesAlwaysShown && notice.lines.size() > mostPlaces)
        ++places;
    return 12 + static_cast<qreal>(titleLines(notice).size()) * m_paper.lineHeight(strong)
        + static_cast<qreal>(textLines(notice).size() + places) * m_paper.lineHeight(small2);
}

qreal PagePainter::noticesHeight() const
{
    qreal height = 0;
    for (std::size_t i = 0; i < shownNotices(); ++i)
        height += noticeHeight(m_page.notices[i]) + 6;
    if (m_page.notices.size() > mostNotices)
        height += m_paper.lineHeight(small) + 6;
    return height > 0 ? height + 6 : 0;
}

void PagePainter::drawNotice(const BannerText& notice)
{
    const QRectF place(0, m_y, m_width, noticeHeight(notice));
    m_paper.box(place, notice.tone);
    m_paper.sign({place.left() + padding + 8, place.top() + 6 + m_paper.lineHeight(strong) / 2}, notice.icon, notice.tone, 16);
    QPointF at(2 * padding + 16, place.top() + 6);
    at.setY(m_paper.lines(at, titleLines(notice), strong, noticeWidth()));
    at.setY(m_paper.lines(at, textLines(notice), small2, noticeWidth()));
    const auto places = placesOf(notice);
    for (const BannerLine& line : places) {
        m_paper.sign({at.x() + 7, at.y() + m_paper.lineHeight(small2) / 2}, line.icon, line.tone, 12);
        at.setY(m_paper.lines({at.x() + 20, at.y()}, placeLines(line), small2, noticeWidth() - 20));
    }
    if (notice.linesAlwaysShown && notice.lines.size() > places.size())
        m_paper.lines(at, {Words::tr("And %n more.", nullptr, static_cast<int>(notice.lines.size() - places.size()))}, small2,
            noticeWidth());
    m_y = place.bottom() + 6;
}

void PagePainter::drawNotices()
{
    if (m_page.notices.empty())
        return;
    const qreal end = m_y + noticesHeight();
    for (std::size_t i = 0; i < shownNotices(); ++i)
        drawNotice(m_page.notices[i]);
    if (m_page.notices.size() > mostNotices)
        m_paper.lines({0, m_y}, {Words::tr("And %n more.", nullptr, static_cast<int>(m_page.notices.size() - mostNotices))},
            small, m_width);
    m_y = end;
}

QStringList PagePainter::figureLines(const FigureLine& line) const
{
    return m_paper.linesOf(line.text, small, tileWidth() - 2 * padding - (line.icon ? 17 : 0), 2);
}

qreal PagePainter::tilesHeight() const
{
    qsizetype most = 0;
    for (const Figure& figure : m_page.figures)
        most = std::max(most, figureLines(figure.first).size() + figureLines(figure.second).size());
    return 14 + m_paper.lineHeight(small) * static_cast<qreal>(most + 1) + m_paper.lineHeight({TypeRole::Tile});
}

void PagePainter::drawFigureLine(QPointF& at, const FigureLine& line) const
{
    const Ink ink {TypeRole::Secondary, line.tone};
    const qreal indent = line.icon ? 17 : 0;
    if (line.icon)
        m_paper.sign({at.x() + 6.5, at.y() + m_paper.lineHeight(ink) / 2}, *line.icon, line.tone, 13);
    at.setY(m_paper.lines({at.x() + indent, at.y()}, figureLines(line), ink, tileWidth() - 2 * padding - indent));
}

void PagePainter::drawTile(const QRectF& place, const Figure& figure) const
{
    m_paper.box(place, Tone::plain);
    QPointF at(place.left() + padding, place.top() + 6);
    const qreal width = place.width() - 2 * padding;
    at.setY(m_paper.lines(at, {figure.title}, small, width));
    const qreal height = m_paper.lineHeight({TypeRole::Tile});
    const bool isLong = m_paper.width(figure.value, {TypeRole::Tile}) > width;
    m_paper.line(
        {at.x(), at.y(), width, height}, figure.value, {isLong ? TypeRole::Section : TypeRole::Tile, figure.tone, true});
    at.ry() += height;
    drawFigureLine(at, figure.first);
    drawFigureLine(at, figure.second);
}

void PagePainter::drawTiles()
{
    qreal left = 0;
    for (const Figure& figure : m_page.figures) {
        drawTile({left, m_y, tileWidth(), tilesHeight()}, figure);
        left += tileWidth() + 8;
    }
    m_y += tilesHeight();
}

/// Where nothing is known, there is no axis either: it would begin at a zero that nobody told.
void PagePainter::drawLines(const QRectF& place) const
{
    if (!m_page.isUnknown) {
        drawChart(m_paper, place, m_page.chart, m_look);
        return;
    }
    m_paper.line({place.left(), place.top(), place.width(), m_paper.lineHeight(section)}, chartTitle(m_page.chart), section);
    const QRectF empty = place.adjusted(0, m_paper.lineHeight(section) + 6, 0, -6);
    m_paper.box(empty, Tone::plain);
    m_paper.line(empty.adjusted(padding, 0, -padding, 0), m_page.nothing, small, Qt::AlignHCenter);
}

qreal PagePainter::tablesHeight() const
{
    const qreal head = m_paper.lineHeight(section) + 4;
    if (m_page.tables.size() < 3)
        return head + m_paper.lineHeight(small);
    const qreal half = (m_width - 2 * gap) / 2;
    return head + PageTablePainter(m_paper, m_page.tables[0], m_width).height() + gap
        + std::max(PageTablePainter(m_paper, m_page.tables[1], half).height(),
            PageTablePainter(m_paper, m_page.tables[2], half).height());
}

/// Agents and keys over the whole page; models and people side by side.
void PagePainter::drawTables()
{
    m_y = m_paper.lines({0, m_y}, {Words::tr("Where It Goes")}, section, m_width) + 4;
    if (m_page.tables.size() < 3) {
        m_y = m_paper.lines({0, m_y}, {m_page.nothing}, small, m_width);
        return;
    }
    const PageTablePainter first(m_paper, m_page.tables[0], m_width);
    first.paint({0, m_y});
    m_y += first.height() + gap;
    const qreal half = (m_width - 2 * gap) / 2;
    PageTablePainter(m_paper, m_page.tables[1], half).paint({0, m_y});
    PageTablePainter(m_paper, m_page.tables[2], half).paint({half + 2 * gap, m_y});
}

QStringList PagePainter::footLines() const
{
    QStringList out;
    if (!m_page.signs.isEmpty())
        out += m_paper.linesOf(m_page.signs, small, m_width, 2);
    return out + m_paper.linesOf(m_page.sources, small, m_width, 3);
}

void PagePainter::drawFoot()
{
    m_paper.rule(0, m_width, m_y + 6);
    m_y = m_paper.lines({0, m_y + 10}, footLines(), small, m_width);
    const QRectF last(0, m_y, m_width, m_paper.lineHeight(small));
    const QString number = Words::tr("Page %1 of %2").arg(1).arg(1);
    const qreal right = m_paper.width(number, small) + 1;
    const QString maker = QStringLiteral("Fuseboard · ") + m_page.made;
    m_paper.line(
        last.adjusted(0, 0, -right - gap, 0), m_page.isSandbox ? sandboxText() + QStringLiteral(" · ") + maker : maker, small);
    m_paper.line(last.adjusted(m_width - right, 0, 0, 0), number, small, Qt::AlignRight);
}

} // namespace

void paintTeamPage(QPainter& painter, const QRectF& place, const TeamPage& page, const ChartLook& look)
{
    const Paper paper(painter);
    // A page with much to say is set smaller, and none leaves the paper. Wider lines only need less height.
    const qreal wanted = std::max(leastHeight, PagePainter(paper, page, look, pageWidth).heightWithoutChart() + leastChart);
    const qreal scale = std::min(place.width() / pageWidth, place.height() / wanted);
    const qreal width = std::min(place.width() / scale, widestPage);
    painter.save();
    painter.fillRect(place, paper.colours().surface);
    painter.translate(place.left() + (place.width() - width * scale) / 2, place.top());
    painter.scale(scale, scale);
    PagePainter(paper, page, look, width).paint(place.height() / scale);
    painter.restore();
}

QImage chartPicture(const TeamPage& page, const ChartLook& look)
{
    constexpr qreal dots = 2;
    constexpr qreal margin = 16, width = 720, chart = 330;
    QImage measured(1, 1, QImage::Format_ARGB32_Premultiplied);
    QPainter measuring(&measured);
    const qreal height = PagePainter(Paper(measuring), page, look, width).pictureHeadHeight() + chart;
    QImage picture((QSizeF(width + 2 * margin, height + 2 * margin) * dots).toSize(), QImage::Format_ARGB32_Premultiplied);
    picture.fill(lightTokens().surface);
    QPainter painter(&picture);
    painter.scale(dots, dots);
    painter.translate(margin, margin);
    const Paper paper(painter);
    PagePainter(paper, page, look, width).paintPicture(height);
    return picture;
}

} // namespace fuseboard
