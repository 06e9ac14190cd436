// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include "theme/icons.h"
#include "theme/stylesheet.h"
#include "theme/type.h"
#include "theme/variant.h"
#include "ui/theme/contactsheet.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QStyle>
#include <QTest>

using namespace fuseboard;

namespace {

/// How much of the picture is painted, and in which colour where it is opaque.
double inkOf(const QImage& image)
{
    double sum = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            sum += image.pixelColor(x, y).alphaF();
    return sum / (image.width() * image.height());
}

QSize sizeWith(QPushButton& button, bool focused)
{
    if (focused)
        button.setFocus();
    else
        button.clearFocus();
    button.style()->polish(&button);
    return button.sizeHint();
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyIconIsDrawnInItsColour();
    void noTwoIconsLookAlike();
    void iconsAreSharpAtEveryScale();
    void disabledIconsGoWithDisabledText();
    void typeFollowsTheUsersFont();
    void styleSheetIsComplete();
    void buttonsHaveTheirHeights_data();
    void buttonsHaveTheirHeights();
    void focusMovesNothing();
    void variantCanChange();
    void themeAppliesAndTells();
    void openWindowsFollow();
    void contactSheet();
};

void ThemeTest::initTestCase()
{
    QFont font(QStringLiteral("Noto Sans"));
    font.setPointSizeF(10);
    QApplication::setFont(font);
    QVERIFY(QDir().mkpath(QStringLiteral(FUSEBOARD_BUILD "/screenshots")));
}

void ThemeTest::everyIconIsDrawnInItsColour()
{
    for (int i = 0; i < iconCount; ++i) {
        const QImage image = iconPixmap(static_cast<Icon>(i), QColor(0x2459C9), 32, 1).toImage();
        const double ink = inkOf(image);
        QVERIFY2(ink > 0.03 && ink < 0.8, qPrintable(QStringLiteral("icon %1 has %2 of ink").arg(i).arg(ink)));
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixelColor(x, y).alpha() == 255)
                    QCOMPARE(image.pixelColor(x, y).rgb(), QColor(0x2459C9).rgb());
    }
}

void ThemeTest::noTwoIconsLookAlike()
{
    for (int a = 0; a < iconCount; ++a)
        for (int b = a + 1; b < iconCount; ++b)
            QVERIFY(iconPixmap(static_cast<Icon>(a), Qt::black, 20, 1).toImage()
                != iconPixmap(static_cast<Icon>(b), Qt::black, 20, 1).toImage());
}

void ThemeTest::iconsAreSharpAtEveryScale()
{
    const QPixmap direct = iconPixmap(Icon::Freeze, Qt::red, 18, 2);
    QCOMPARE(direct.size(), QSize(36, 36));
    QCOMPARE(direct.deviceIndependentSize(), QSizeF(18, 18));
    const QPixmap throughQt = icon(Icon::Freeze, Qt::red).pixmap(QSize(18, 18), 2.0);
    QCOMPARE(throughQt.size(), QSize(36, 36));
    QCOMPARE(
        throughQt.toImage().convertToFormat(QImage::Format_ARGB32), direct.toImage().convertToFormat(QImage::Format_ARGB32));
}

void ThemeTest::disabledIconsGoWithDisabledText()
{
    const QColor grey = QApplication::palette().color(QPalette::Disabled, QPalette::Text);
    const QImage disabled = icon(Icon::Alert, Qt::white).pixmap(QSize(32, 32), 1.0, QIcon::Disabled).toImage();
    QCOMPARE(disabled.pixelColor(6, 16).rgb(), grey.rgb());
}

void ThemeTest::typeFollowsTheUsersFont()
{
    for (const double points : {10.0, 14.0}) {
        QFont user = QApplication::font();
        user.setPointSizeF(points);
        QCOMPARE(fontFor(TypeRole::Title, user).pointSizeF(), points * 1.5);
        QCOMPARE(fontFor(TypeRole::Tile, user).weight(), QFont::DemiBold);
        QCOMPARE(fontFor(TypeRole::Body, user).weight(), user.weight());
        QVERIFY(fontFor(TypeRole::Body, user).featureTags().contains(QFont::Tag("tnum")));
    }
    QFont pixels = QApplication::font();
    pixels.setPixelSize(20);
    QCOMPARE(fontFor(TypeRole::Section, pixels).pixelSize(), 22);
    QFont ten = QApplication::font();
    ten.setPointSizeF(10);
    QVERIFY(em(ten) >= 17 && em(ten) <= 19);
}

void ThemeTest::styleSheetIsComplete()
{
    for (const Tokens& tokens : {lightTokens(), darkTokens()}) {
        const QString sheet = styleSheet(tokens, QApplication::font());
        QVERIFY(sheet.size() > 5000);
        QVERIFY2(!sheet.contains(QLatin1Char('@')), "a name in the sheet that nobody knows");
        QVERIFY(!sheet.contains(QStringLiteral("QWidget {")));
    }
    QFont large = QApplication::font();
    large.setPointSizeF(14);
    QVERIFY(styleSheet(lightTokens(), large).contains(QStringLiteral("font-size: 21.00pt")));
}

void ThemeTest::buttonsHaveTheirHeights_data()
{
    QTest::addColumn<QString>("variant");
    QTest::addColumn<bool>("small");
    QTest::addColumn<int>("height");
    for (const char* variant : {"outline", "primary", "danger", "dangerSolid", "quiet", "flat"})
        for (const bool small : {false, true})
            QTest::addRow("%s%s", variant, small ? ", small" : "")
                << QString::fromLatin1(variant) << small << (small ? 26 : 34);
}

void ThemeTest::buttonsHaveTheirHeights()
{
    QFETCH(QString, variant);
    QFETCH(bool, small);
    QFETCH(int, height);
    Theme theme(nullptr);
    theme.apply(ThemeChoice::light);
    QPushButton button(QStringLiteral("Keep Stopped"));
    setVariant(&button, variant.toLatin1().constData());
    if (small)
        setLook(&button, "small", QStringLiteral("true"));
    QCOMPARE(button.sizeHint().height(), height);
}

void ThemeTest::focusMovesNothing()
{
    Theme theme(nullptr);
    theme.apply(ThemeChoice::light);
    QWidget window;
    QPushButton button(QStringLiteral("Freeze All…"), &window), other(&window);
    setVariant(&button, "danger");
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const QSize with = sizeWith(button, true);
    QVERIFY(button.hasFocus());
    QCOMPARE(sizeWith(button, false), with);
}

void ThemeTest::variantCanChange()
{
    Theme theme(nullptr);
    theme.apply(ThemeChoice::light);
    QLabel label(QStringLiteral("27 Nov"));
    setVariant(&label, "figure");
    label.ensurePolished();
    QCOMPARE(label.palette().color(QPalette::WindowText), lightTokens().text);
    setVariant(&label, "figureCrit");
    QCOMPARE(label.palette().color(QPalette::WindowText), lightTokens().textCrit);
    QVERIFY(label.fontInfo().pointSizeF() > 17);
}

void ThemeTest::themeAppliesAndTells()
{
    Theme theme(nullptr);
    theme.apply(ThemeChoice::light);
    QSignalSpy changed(&theme, &Theme::changed);
    theme.apply(ThemeChoice::dark);
    QCOMPARE(changed.count(), 1);
    QVERIFY(theme.tokens().dark);
    QVERIFY(tokensOf(QApplication::palette()).dark);
    theme.apply(ThemeChoice::dark);
    QCOMPARE(changed.count(), 1);
    theme.apply(ThemeChoice::light);
    QCOMPARE(changed.count(), 2);
    QVERIFY(!theme.tokens().dark);
}

void ThemeTest::openWindowsFollow()
{
    Theme theme(nullptr);
    theme.apply(ThemeChoice::light);
    QWidget window;
    QFrame card(&window);
    setVariant(&card, "card");
    QWidget painted(&card);
    QLabel title(QStringLiteral("Payments"), &card), plain(QStringLiteral("14:20"), &card);
    setVariant(&title, "title");
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QDialog orphan;
    QDialog hidden(&window);
    QWidget later(&hidden);
    for (const bool dark : {true, false, true}) {
        theme.apply(dark ? ThemeChoice::dark : ThemeChoice::light);
        const Tokens& tokens = dark ? darkTokens() : lightTokens();
        const std::initializer_list<const QWidget*> all {&window, &card, &painted, &title, &plain, &hidden, &later};
        for (const QWidget* widget : all)
            QCOMPARE(tokensOf(widget).dark, dark);
        orphan.show();
        QCOMPARE(tokensOf(&orphan).dark, dark);
        orphan.hide();
        QCOMPARE(title.palette().color(QPalette::WindowText), tokens.text);
        QCOMPARE(plain.palette().color(QPalette::WindowText), tokens.text);
        QCOMPARE(window.grab().toImage().pixelColor(window.width() - 1, window.height() - 1), tokens.window);
    }
}

void ThemeTest::contactSheet()
{
    Theme theme(nullptr);
    for (const bool dark : {false, true}) {
        theme.apply(dark ? ThemeChoice::dark : ThemeChoice::light);
        ContactSheet sheet;
        sheet.resize(sheet.sizeHint());
        const QImage image = sheet.grab().toImage();
        const Tokens& tokens = dark ? darkTokens() : lightTokens();
        QCOMPARE(image.pixelColor(2, 2), tokens.window);
        const QString file = QStringLiteral(FUSEBOARD_BUILD "/screenshots/theme-%1.png");
        QVERIFY(image.save(file.arg(dark ? QStringLiteral("dark") : QStringLiteral("light"))));
    }
}

QTEST_MAIN(ThemeTest)
#include "themetest.moc"
