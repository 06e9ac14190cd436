// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/shots.h"
#include "window/handbook.h"

#include <QLineEdit>
#include <QListWidget>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>

using namespace fuseboard;

class HandbookTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aChapterIsShownFromItsHeadingOn();
    void theSearchGoesOnAndBeginsAnew();
    void itLooksLikeTheWindow_data();
    void itLooksLikeTheWindow();

private:
    std::unique_ptr<Handbook> m_handbook;
    QTextBrowser* m_text = nullptr;
    QListWidget* m_chapters = nullptr;
    QLineEdit* m_search = nullptr;
};

void HandbookTest::init()
{
    shots::prepare();
    shots::dress(false);
    m_handbook = std::make_unique<Handbook>();
    m_text = m_handbook->findChild<QTextBrowser*>(QStringLiteral("handbookText"));
    m_chapters = m_handbook->findChild<QListWidget*>(QStringLiteral("handbookChapters"));
    m_search = m_handbook->findChild<QLineEdit*>(QStringLiteral("handbookSearch"));
    m_handbook->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_handbook.get()));
}

void HandbookTest::aChapterIsShownFromItsHeadingOn()
{
    const auto freezing = m_chapters->findItems(QStringLiteral("Freezing"), Qt::MatchExactly);
    QCOMPARE(freezing.size(), 1);
    m_chapters->setCurrentItem(freezing.front());
    const QRect heading = m_text->cursorRect();
    QCOMPARE(m_text->textCursor().block().text(), QStringLiteral("Freezing"));
    QVERIFY2(heading.top() >= 0 && heading.top() < 2 * heading.height(), qPrintable(QString::number(heading.top())));
}

void HandbookTest::theSearchGoesOnAndBeginsAnew()
{
    QTest::keyClicks(m_search, QStringLiteral("Where things are"));
    QTest::keyClick(m_search, Qt::Key_Return);
    QCOMPARE(m_text->textCursor().selectedText(), QStringLiteral("Where things are"));
    m_search->setText(QStringLiteral("freeze"));
    QTest::keyClick(m_search, Qt::Key_Return);
    const int first = m_text->textCursor().position();
    QTest::keyClick(m_search, Qt::Key_Return);
    QVERIFY(m_text->textCursor().position() > first);
    m_text->moveCursor(QTextCursor::End);
    QTest::keyClick(m_search, Qt::Key_Return);
    QCOMPARE(m_text->textCursor().position(), first);
}

void HandbookTest::itLooksLikeTheWindow_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void HandbookTest::itLooksLikeTheWindow()
{
    QFETCH(bool, dark);
    shots::dress(dark);
    m_chapters->setCurrentRow(static_cast<int>(m_chapters->count() / 2));
    shots::save(*m_handbook, QStringLiteral("handbook"), dark);
}

QTEST_MAIN(HandbookTest)
#include "handbooktest.moc"
