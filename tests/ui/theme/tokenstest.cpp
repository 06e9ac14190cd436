// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/chiplook.h"
#include "theme/tokens.h"

#include <QPalette>
#include <QTest>

using namespace fuseboard;

namespace {

struct Named {
    const char* name;
    QColor colour;
};

std::vector<Named> grounds(const Tokens& t)
{
    return {{"window", t.window}, {"surface", t.surface}, {"surface 2", t.surface2}, {"selection", t.selection()}};
}

std::vector<Named> stateTexts(const Tokens& t)
{
    return {{"ok", t.textOk}, {"warn", t.textWarn}, {"crit", t.textCrit}, {"frozen", t.textFrozen}, {"unknown", t.textUnknown}};
}

} // namespace

class TokensTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void contrastFollowsTheStandard();
    void textIsReadable_data();
    void textIsReadable();
    void fillsAreSeen_data();
    void fillsAreSeen();
    void everyChipIsReadable();
    void paletteLeadsBackToItsTokens();
    void statesDifferInShapeToo();
};

void TokensTest::contrastFollowsTheStandard()
{
    // WCAG 2.2, "contrast ratio": the ends of the scale, and the grey that just passes on white.
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
    QVERIFY(contrast(QColor(0x767676), Qt::white) >= 4.5);
    QVERIFY(contrast(QColor(0x777777), Qt::white) < 4.5);
}

void TokensTest::textIsReadable_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("ground");
    for (const Tokens& t : {lightTokens(), darkTokens()}) {
        const char* scheme = t.dark ? "dark" : "light";
        std::vector<Named> inks {{"text", t.text}, {"secondary", t.secondary}, {"hint", t.hint}};
        for (const Named& ink : inks)
            for (const Named& ground : grounds(t)) {
                if (ink.colour == t.hint && ground.colour == t.selection())
                    continue; // hints never stand on a selection
                QTest::addRow("%s: %s on %s", scheme, ink.name, ground.name) << ink.colour << ground.colour;
            }
        for (const Named& state : stateTexts(t)) {
            QTest::addRow("%s: %s on surface", scheme, state.name) << state.colour << t.surface;
            QTest::addRow("%s: %s on window", scheme, state.name) << state.colour << t.window;
            QTest::addRow("%s: %s on its own tint", scheme, state.name) << state.colour << t.tint(state.colour);
        }
        QTest::addRow("%s: text on accent", scheme) << t.onAccent << t.accent;
        QTest::addRow("%s: text on danger", scheme) << t.onDanger << t.danger;
        QTest::addRow("%s: text on a solid chip", scheme) << t.onSolid() << t.solid();
        QTest::addRow("%s: text on a badge", scheme) << t.onSolid() << t.fillCrit;
        QTest::addRow("%s: links on surface", scheme) << t.accent << t.surface;
    }
}

void TokensTest::textIsReadable()
{
    QFETCH(QColor, ink);
    QFETCH(QColor, ground);
    const double ratio = contrast(ink, ground);
    QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1 on %2 is %3:1").arg(ink.name(), ground.name()).arg(ratio)));
}

void TokensTest::fillsAreSeen_data()
{
    QTest::addColumn<QColor>("fill");
    QTest::addColumn<QColor>("ground");
    for (const Tokens& t : {lightTokens(), darkTokens()})
        for (const Named& fill : {Named {"ok", t.fillOk}, {"warn", t.fillWarn}, {"crit", t.fillCrit}, {"frozen", t.fillFrozen},
                 {"unknown", t.fillUnknown}, {"actual", t.actual}, {"even pace", t.evenPace}, {"forecast", t.forecast},
                 {"run-out", t.runOut}, {"solid chip", t.solid()}, {"danger", t.danger}, {"focus ring", t.accent}})
            QTest::addRow("%s: %s", t.dark ? "dark" : "light", fill.name) << fill.colour << t.surface;
}

void TokensTest::fillsAreSeen()
{
    QFETCH(QColor, fill);
    QFETCH(QColor, ground);
    QVERIFY2(contrast(fill, ground) >= 3.0, qPrintable(fill.name()));
}

void TokensTest::everyChipIsReadable()
{
    for (const Tokens& tokens : {lightTokens(), darkTokens()})
        for (int kind = 0; kind <= static_cast<int>(Chip::Kind::NoData); ++kind) {
            const ChipLook look = chipLook({static_cast<Chip::Kind>(kind)}, tokens);
            QVERIFY(contrast(look.text, look.background) >= 4.5);
            QVERIFY(contrast(look.fill, tokens.surface) >= 3.0);
            const bool solid = look.background == tokens.solid();
            QCOMPARE(solid, Chip {static_cast<Chip::Kind>(kind)}.solid());
        }
}

void TokensTest::paletteLeadsBackToItsTokens()
{
    for (const Tokens& tokens : {lightTokens(), darkTokens()}) {
        QCOMPARE(tokensOf(paletteOf(tokens)).dark, tokens.dark);
        const QPalette palette = paletteOf(tokens);
        QVERIFY(contrast(palette.color(QPalette::Text), palette.color(QPalette::Base)) >= 4.5);
        QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
        QVERIFY(contrast(palette.color(QPalette::ButtonText), palette.color(QPalette::Button)) >= 4.5);
        QVERIFY(contrast(palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase)) >= 4.5);
        QVERIFY(contrast(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base)) >= 4.5);
    }
}

void TokensTest::statesDifferInShapeToo()
{
    QSet<int> shapes;
    for (int kind = 0; kind <= static_cast<int>(Chip::Kind::NoData); ++kind)
        shapes.insert(static_cast<int>(chipLook({static_cast<Chip::Kind>(kind)}, lightTokens()).icon));
    QCOMPARE(shapes.size(), static_cast<int>(Chip::Kind::NoData) + 1);
    // The snowflake means "is frozen", nothing else; what can't be trusted or does not move is hatched.
    for (const Chip::Kind kind :
        {Chip::Kind::Frozen, Chip::Kind::Freezing, Chip::Kind::PartlyProved, Chip::Kind::Age, Chip::Kind::NoData})
        QVERIFY(chipLook({kind}, lightTokens()).hatched);
    QCOMPARE(chipLook({Chip::Kind::Frozen}, lightTokens()).icon, Icon::Snowflake);
}

QTEST_GUILESS_MAIN(TokensTest)
#include "tokenstest.moc"
