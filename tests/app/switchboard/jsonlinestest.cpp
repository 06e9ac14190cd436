// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboard/jsonlines.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;

class JsonLinesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

    static QJsonObject line(int number) { return {{QStringLiteral("n"), number}}; }
    [[nodiscard]] QString path(const char* name) const { return m_dir.filePath(QLatin1StringView(name)); }
    static void write(const QString& path, const QByteArray& content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }

private Q_SLOTS:
    void whatIsAppendedIsReadInOrder()
    {
        const QString book = path("new");
        QVERIFY(readJsonLines(book).empty());
        for (int i = 0; i < 3; ++i)
            QVERIFY(appendJsonLine(book, line(i)));
        QCOMPARE(readJsonLines(book), (std::vector {line(0), line(1), line(2)}));
    }

    void aLineThatBrokeOffTakesNoOtherWithIt()
    {
        const QString book = path("torn");
        write(book, "{\"n\":0}\n[1]\n{\"n\":");
        QVERIFY(appendJsonLine(book, line(7)));
        QCOMPARE(readJsonLines(book), (std::vector {line(0), line(7)}));
    }

    void aFileThatCantBeWrittenIsNamed()
    {
        const QString book = path("missing/book");
        const auto added = appendJsonLine(book, line(1));
        QCOMPARE(added.error().code, ErrorCode::fileUnwritable);
        QCOMPARE(added.error().subject, book.toStdString());
    }
};

QTEST_GUILESS_MAIN(JsonLinesTest)
#include "jsonlinestest.moc"
