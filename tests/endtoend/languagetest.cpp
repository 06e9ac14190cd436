// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// The real program in the environment of a person: what it says, when it can't start, is in that person's language.
class LanguageOfTheProgram : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void followsThePerson_data();
    void followsThePerson();
};

void LanguageOfTheProgram::followsThePerson_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("languages");
    QTest::addColumn<QString>("words");
    const QString german = QStringLiteral("ist nicht schreibbar"), english = QStringLiteral("can’t be written");
    QTest::newRow("a German locale") << QStringLiteral("de_DE.UTF-8") << QString() << german;
    QTest::newRow("German chosen too") << QStringLiteral("de_DE.UTF-8") << QStringLiteral("de") << german;
    QTest::newRow("English chosen in a German locale")
        << QStringLiteral("de_DE.UTF-8") << QStringLiteral("en_GB:de") << english;
    QTest::newRow("an English locale") << QStringLiteral("en_US.UTF-8") << QString() << english;
    QTest::newRow("no locale") << QStringLiteral("C.UTF-8") << QString() << english;
}

void LanguageOfTheProgram::followsThePerson()
{
    QFETCH(QString, locale);
    QFETCH(QString, languages);
    QFETCH(QString, words);
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("profile"))); // a profile is a directory
    QVERIFY(file.open(QIODevice::WriteOnly));
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANGUAGE"})
        environment.remove(QLatin1String(name));
    environment.insert(QStringLiteral("LANG"), locale);
    if (!languages.isEmpty())
        environment.insert(QStringLiteral("LANGUAGE"), languages);
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(FUSEBOARD_BIN "/fuseboard"), {QStringLiteral("--profile"), file.fileName()});
    QVERIFY(program.waitForFinished(30'000));
    QCOMPARE(program.exitCode(), 1);
    const QString said = QString::fromUtf8(program.readAllStandardError());
    QVERIFY2(said.contains(words), qPrintable(said));
}

QTEST_GUILESS_MAIN(LanguageOfTheProgram)
#include "languagetest.moc"
