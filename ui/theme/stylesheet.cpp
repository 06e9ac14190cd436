// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/stylesheet.h"

#include <algorithm>
#include <vector>

namespace fuseboard {
namespace {

/// `@name` and `@1.5` in a template become a colour and a size of type.
QString filled(QString sheet, const Tokens& t, const QFont& font)
{
    const QColor hover = mixed(t.text, t.surface, 50);
    const std::pair<const char*, QColor> colours[] = {{"@window", t.window}, {"@surface2", t.surface2}, {"@surface", t.surface},
        {"@border", t.border}, {"@text", t.text}, {"@secondary", t.secondary}, {"@hint", t.hint}, {"@accent", t.accent},
        {"@onAccent", t.onAccent}, {"@danger", t.danger}, {"@onDanger", t.onDanger}, {"@critText", t.critText},
        {"@okText", t.okText}, {"@warnText", t.warnText}, {"@frozenText", t.frozenText}, {"@unknownText", t.unknownText},
        {"@selected", t.selected}, {"@hover", hover}, {"@dangerHover", t.danger.darker(112)},
        {"@accentHover", t.accent.darker(110)}, {"@dangerTint", mixed(t.critText, t.surface, 80)},
        {"@critEdge", mixed(t.critText, t.surface, 480)},
        {"@frozenBanner", mixed(t.frozenText, t.surface, t.scheme == Scheme::dark ? 180 : 80)},
        {"@frozenEdge", mixed(t.frozenText, t.surface, 450)},
        {"@warnBanner", mixed(t.warnText, t.surface, t.scheme == Scheme::dark ? 160 : 70)},
        {"@warnEdge", mixed(t.warnText, t.surface, 450)},
        {"@critBanner", mixed(t.critText, t.surface, t.scheme == Scheme::dark ? 200 : 80)}, {"@unknownBanner", t.surface2},
        {"@sandbox", mixed(t.accent, t.surface, t.scheme == Scheme::dark ? 140 : 90)}};
    // Longer names first, so that @surface does not eat @surface2.
    std::vector<std::pair<QString, QString>> pairs;
    for (const auto& [name, colour] : colours)
        pairs.emplace_back(QLatin1StringView(name), colour.name());
    std::ranges::sort(pairs, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    for (const auto& [name, value] : pairs)
        sheet.replace(name, value);
    for (const char* factor : {"@1.5", "@1.8", "@1.1", "@0.85", "@0.8", "@0.9"}) {
        const double size = font.pointSizeF() * QByteArray(factor + 1).toDouble();
        sheet.replace(QLatin1StringView(factor), QString::number(size, 'f', 2) + QStringLiteral("pt"));
    }
    return sheet;
}

// UX, "Tokens": radius card 8, control 6; border 1, focus ring 2; buttons 34 high, small 26.
const char* sheet = R"(
QMainWindow, QDialog { background: @window; }
QMenuBar { background: @surface; color: @text; border-bottom: 1px solid @border; padding: 3px 12px; }
QMenuBar::item { padding: 4px 10px; background: transparent; border-radius: 6px; }
QMenuBar::item:selected { background: @surface2; }
QMenu { background: @surface; color: @text; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 24px; border-radius: 4px; }
QMenu::item:selected { background: @selected; }
QMenu::item:disabled { color: @hint; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
QToolTip { background: @surface2; color: @text; border: 1px solid @border; padding: 4px; }
QSplitter::handle { background: transparent; }

QFrame[variant="bar"] { background: @surface; border: none; border-bottom: 1px solid @border; }
QFrame[variant="foot"] { background: @surface; border: none; border-top: 1px solid @border; }
QFrame[variant="card"], QFrame[variant="pane"] { background: @surface; border: 1px solid @border; border-radius: 8px; }
QFrame[variant="sandbox"] { background: @sandbox; border: none; border-radius: 8px; }
QFrame[variant="line"] { background: @border; border: none; max-width: 1px; min-width: 1px; }
QFrame[variant="rule"] { background: @border; border: none; max-height: 1px; min-height: 1px; }
QFrame[variant="banner"] { border: 1px solid @border; border-radius: 8px; background: @surface2; }
QFrame[variant="banner"][tone="frozen"] { background: @frozenBanner; border-color: @frozenEdge; }
QFrame[variant="banner"][tone="warn"] { background: @warnBanner; border-color: @warnEdge; }
QFrame[variant="banner"][tone="crit"] { background: @critBanner; border-color: @critEdge; }
QFrame[variant="place"] { background: @surface; border: 1px solid @border; border-radius: 6px; }
QFrame[variant="inset"] { background: @surface2; border: 1px solid @border; border-radius: 8px; }

QLabel { color: @text; background: transparent; }
QLabel[variant="title"] { font-size: @1.5; font-weight: 600; }
QLabel[variant="section"] { font-size: @1.1; font-weight: 600; }
QLabel[variant="strong"] { font-weight: 600; }
QLabel[variant="secondary"], QLabel[variant="note"] { font-size: @0.9; color: @secondary; }
QLabel[variant="hint"] { font-size: @0.9; color: @hint; }
QLabel[variant="column"] { font-size: @0.85; color: @secondary; }
QLabel[tone="ok"] { color: @okText; }
QLabel[tone="warn"] { color: @warnText; }
QLabel[tone="crit"] { color: @critText; }
QLabel[tone="frozen"] { color: @frozenText; }
QLabel[tone="unknown"] { color: @unknownText; }

QPushButton, QToolButton[variant="button"] { background: @surface; color: @text; border: 1px solid @border; border-radius: 6px; padding: 0px 13px; min-height: 32px; }
QPushButton:hover, QToolButton[variant="button"]:hover { background: @hover; }
QPushButton:disabled, QToolButton[variant="button"]:disabled { color: @hint; background: @surface2; }
QPushButton:focus, QToolButton:focus, QLineEdit:focus, QComboBox:focus, QListView:focus, QTableView:focus { border: 2px solid @accent; }
QPushButton:focus, QToolButton[variant="button"]:focus { padding: 0px 12px; min-height: 30px; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0px; }
QPushButton[variant="flat"], QToolButton[variant="flat"] { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 0px 12px; min-height: 32px; color: @text; }
QPushButton[variant="flat"]:hover, QToolButton[variant="flat"]:hover { background: @hover; }
QPushButton[variant="flat"]:disabled, QToolButton[variant="flat"]:disabled { background: transparent; color: @hint; }
QToolButton[variant="flat"]:checked { background: @selected; font-weight: 600; }
QPushButton[variant="flat"]:focus, QToolButton[variant="flat"]:focus { border: 2px solid @accent; padding: 0px 11px; min-height: 30px; }
QToolButton[variant="icon"] { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; min-width: 22px; min-height: 22px; }
QToolButton[variant="icon"]:hover { background: @hover; }
QToolButton[variant="icon"]:focus { border: 2px solid @accent; padding: 3px; }
QPushButton[variant="small"] { min-height: 24px; padding: 0px 8px; }
QPushButton[variant="small"]:focus { min-height: 22px; padding: 0px 7px; }
QPushButton[variant="primary"] { background: @accent; color: @onAccent; border: 1px solid @accent; font-weight: 600; }
QPushButton[variant="primary"]:hover { background: @accentHover; }
QPushButton[variant="primary"]:focus, QPushButton[variant="danger"]:focus { border: 2px solid @text; }
QPushButton[variant="danger"] { background: @danger; color: @onDanger; border: 1px solid @danger; font-weight: 600; }
QPushButton[variant="danger"]:hover { background: @dangerHover; }
QPushButton[variant="dangerOutline"] { background: @surface; color: @critText; border: 1px solid @critEdge; font-weight: 600; }
QPushButton[variant="dangerOutline"]:hover { background: @dangerTint; }
QPushButton[variant="dangerOutline"]:focus { border: 2px solid @critText; }
QPushButton[variant="primary"]:disabled, QPushButton[variant="danger"]:disabled, QPushButton[variant="dangerOutline"]:disabled { background: @surface2; color: @hint; border: 1px solid @border; }

QToolButton[variant="segment"] { background: @surface; color: @secondary; border: 1px solid @border; border-left: none; padding: 0px 14px; min-height: 28px; }
QToolButton[variant="segment"][segment="first"] { border-left: 1px solid @border; border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QToolButton[variant="segment"][segment="last"] { border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
QToolButton[variant="segment"]:hover { background: @hover; }
QToolButton[variant="segment"]:checked { background: @selected; color: @text; font-weight: 600; }
QToolButton[variant="segment"]:focus { border: 2px solid @accent; padding: 0px 12px; min-height: 26px; }

QToolButton[variant="rail"] { background: transparent; color: @secondary; border: 2px solid transparent; border-radius: 6px; font-size: @0.8; padding: 5px 2px; }
QToolButton[variant="rail"]:hover { background: @surface2; }
QToolButton[variant="rail"]:checked { background: @selected; color: @text; font-weight: 600; }
QToolButton[variant="rail"]:focus { border: 2px solid @accent; }

QLineEdit, QComboBox, QSpinBox, QPlainTextEdit, QDateEdit { background: @surface; color: @text; border: 1px solid @border; border-radius: 6px; padding: 0px 9px; min-height: 30px; selection-background-color: @accent; selection-color: @onAccent; placeholder-text-color: @hint; }
QLineEdit:focus, QComboBox:focus { padding: 0px 8px; min-height: 28px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(@downArrow); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @surface; color: @text; border: 1px solid @border; selection-background-color: @selected; selection-color: @text; }

QAbstractScrollArea[variant="clear"], QAbstractScrollArea[variant="clear"] > QWidget > QWidget[variant="clear"] { background: transparent; border: none; }
QTableView, QListView, QTreeView { background: @surface; color: @text; border: none; selection-background-color: @selected; selection-color: @text; }
QHeaderView { background: @surface; }
QHeaderView::section { background: @surface; color: @text; border: none; border-bottom: 1px solid @border; padding: 4px 6px; font-size: @0.9; font-weight: 600; }
QDialog QTableView, QDialog QListView, QDialog QTreeView { border: 1px solid @border; border-radius: 6px; }
QTabWidget::pane { border: 1px solid @border; border-radius: 8px; background: @surface; top: -1px; }
QTabBar::tab { background: transparent; color: @secondary; border: 1px solid transparent; padding: 6px 12px; }
QTabBar::tab:selected { color: @text; font-weight: 600; background: @surface; border: 1px solid @border; border-bottom-color: @surface; border-top-left-radius: 6px; border-top-right-radius: 6px; }
QTabBar::tab:focus { color: @accent; }
QScrollBar:vertical { background: transparent; width: 8px; margin: 0px; }
QScrollBar::handle:vertical { background: @scroll; border-radius: 3px; min-height: 28px; margin-left: 2px; }
QScrollBar:horizontal { background: transparent; height: 8px; }
QScrollBar::handle:horizontal { background: @scroll; border-radius: 3px; min-width: 28px; margin-top: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

} // namespace

QPalette paletteOf(const Tokens& t)
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, const QColor& colour) { palette.setColor(role, colour); };
    set(QPalette::Window, t.window);
    set(QPalette::WindowText, t.text);
    set(QPalette::Base, t.surface);
    set(QPalette::AlternateBase, t.surface2);
    set(QPalette::Text, t.text);
    set(QPalette::Button, t.surface);
    set(QPalette::ButtonText, t.text);
    set(QPalette::BrightText, t.critText);
    set(QPalette::ToolTipBase, t.surface2);
    set(QPalette::ToolTipText, t.text);
    set(QPalette::PlaceholderText, t.hint);
    set(QPalette::Highlight, t.accent);
    set(QPalette::HighlightedText, t.onAccent);
    set(QPalette::Accent, t.accent);
    set(QPalette::Link, t.accent);
    set(QPalette::LinkVisited, t.accent);
    set(QPalette::Light, t.surface);
    set(QPalette::Midlight, t.surface2);
    set(QPalette::Mid, t.border);
    set(QPalette::Dark, t.hint);
    set(QPalette::Shadow, t.border);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, t.hint);
    return palette;
}

QString styleSheetOf(const Tokens& tokens, const QFont& userFont)
{
    QString text = QString::fromLatin1(sheet);
    text.replace(QStringLiteral("@scroll"), mixed(tokens.hint, tokens.surface, 450).name());
    text.replace(QStringLiteral("url(@downArrow)"), QStringLiteral("url(:/icons/down.svg)"));
    return filled(text, tokens, userFont);
}

} // namespace fuseboard
