// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "language/language.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace fuseboard;

namespace {

/// A text of the sources as translations/fuseboard_de.ts has it.
struct Text {
    QString context, source, comment, state;
    bool counts = false; // has a form for one and a form for many
    QStringList forms;

    [[nodiscard]] QString key() const { return QStringList {context, source, comment}.join(QLatin1Char('|')); }
    [[nodiscard]] QString said() const { return context + QStringLiteral(": ") + source; }
};

QString translations(const char* name) { return QStringLiteral(FUSEBOARD_TRANSLATIONS "/") + QLatin1String(name); }

QList<Text> textsOf(const QString& name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Text> out;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto element = xml.name();
        if (element == QLatin1String("name"))
            context = xml.readElementText();
        else if (element == QLatin1String("message"))
            out += Text {.context = context,
                .source = {},
                .comment = {},
                .state = {},
                .counts = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes"),
                .forms = {}};
        else if (element == QLatin1String("source"))
            out.last().source = xml.readElementText();
        else if (element == QLatin1String("comment"))
            out.last().comment = xml.readElementText();
        else if (element == QLatin1String("translation")) {
            out.last().state = xml.attributes().value(QLatin1String("type")).toString();
            if (!out.last().counts)
                out.last().forms += xml.readElementText();
        } else if (element == QLatin1String("numerusform"))
            out.last().forms += xml.readElementText();
    }
    return xml.hasError() ? QList<Text> {} : out;
}

/// %1, %L2 and %n, each as often as it is there; whether a number is written as the locale does (L) is the language's.
QStringList placeholders(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("%L?(\\d{1,2}|n)"));
    QStringList out;
    for (const auto& match : pattern.globalMatch(text))
        out += match.captured(1);
    out.sort();
    return out;
}

/// A text with a fault in its German form, as far as a rule can tell.
QString faultOf(const Text& text, const QString& form)
{
    const auto differ = [&](const auto& what) { return what(text.source) != what(form); };
    if (form.trimmed().isEmpty() && !text.source.trimmed().isEmpty())
        return QStringLiteral("empty");
    if (differ(placeholders))
        return QStringLiteral("other placeholders");
    if (differ([](const QString& of) { return of.count(QLatin1Char('&')); }))
        return QStringLiteral("a mnemonic more or less");
    if (differ([](const QString& of) { return of.startsWith(QLatin1Char(' ')) + 2 * of.endsWith(QLatin1Char(' ')); }))
        return QStringLiteral("other spaces at an end");
    if (differ([](const QString& of) { return of.count(QLatin1Char('\n')); }))
        return QStringLiteral("other lines");
    if (differ([](const QString& of) { return of.endsWith(QChar(0x2026)); }))
        return QStringLiteral("an ellipsis more or less");
    if (form.contains(QLatin1Char('"')) || form.contains(QLatin1Char('\'')) || form.contains(QStringLiteral("..."))
        || form.count(QChar(0x201e)) != form.count(QChar(0x201c)))
        return QStringLiteral("marks that are not „…“ and ’");
    if (form.contains(
            QRegularExpression(QStringLiteral("\\b(Sie|Ihr|Ihre|Ihren|Ihrem) (haben|müssen|können|wollen|sollten)\\b"))))
        return QStringLiteral("speaks to people as Sie");
    return {};
}

} // namespace

class LanguageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTextOfTheSourcesIsInGerman();
    void noFormIsWrong();
    void faultsAreSeen_data();
    void faultsAreSeen();
    void thePersonsOwnOrderCounts_data();
    void thePersonsOwnOrderCounts();
    void theProgramSpeaksIt();
};

void LanguageTest::everyTextOfTheSourcesIsInGerman()
{
    // A copy is brought up to date, so that what a source has gained or lost shows as a difference.
    QTemporaryDir dir;
    const QString copy = dir.filePath(QStringLiteral("fuseboard_de.ts"));
    QVERIFY(QFile::copy(translations("fuseboard_de.ts"), copy));
    QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));
    QProcess update;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LUPDATE"), QStringLiteral(FUSEBOARD_LUPDATE));
    update.setProcessEnvironment(environment);
    update.start(translations("update.sh"), {copy});
    QVERIFY(update.waitForFinished(60'000));
    QVERIFY2(update.exitCode() == 0, update.readAllStandardError().constData());

    QStringList now, kept;
    for (const Text& text : textsOf(copy)) {
        QVERIFY2(text.state.isEmpty(),
            qPrintable(text.said() + QStringLiteral(" is not in German yet: run translations/update.sh and translate it.")));
        now += text.key();
    }
    for (const Text& text : textsOf(translations("fuseboard_de.ts")))
        kept += text.key();
    QVERIFY(now.size() > 1000);
    QCOMPARE(kept, now); // else translations/update.sh takes out what is gone
}

void LanguageTest::noFormIsWrong()
{
    QStringList faults;
    for (const Text& text : textsOf(translations("fuseboard_de.ts"))) {
        if (text.forms.size() != (text.counts ? 2 : 1))
            faults += text.said() + QStringLiteral(": a form more or less");
        for (const QString& form : text.forms)
            if (const QString fault = faultOf(text, form); !fault.isEmpty())
                faults += QStringLiteral("%1 → %2: %3").arg(text.said(), form, fault);
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
}

void LanguageTest::faultsAreSeen_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("form");
    QTest::addColumn<bool>("isFault");
    const auto row = [](const char* name, const char* source, const char* form, bool isFault) {
        QTest::newRow(name) << QString::fromUtf8(source) << QString::fromUtf8(form) << isFault;
    };
    row("the same in another order", "%1 of %2", "von %2 %1", false);
    row("a number as the locale writes it", "%1 s", "%L1 s", false);
    row("a placeholder is gone", "%1 of %2", "%1", true);
    row("a placeholder is there twice", "%1 of %2", "%1 %1 von %2", true);
    row("a number takes another's place", "%1 of %2", "%1 von %3", true);
    row("the count is gone", "%n days", "Tage", true);
    row("no mnemonic", "&Quit", "Beenden", true);
    row("a space before is gone", " days", "Tage", true);
    row("an ellipsis is gone", "Resume…", "Freigeben", true);
    row("English marks", "Type “%1”", "\"%1\" eintippen", true);
    row("a mark that is never closed", "Type “%1”", "„%1 eintippen", true);
    row("nothing", "Freeze", "", true);
}

void LanguageTest::faultsAreSeen()
{
    QFETCH(QString, source);
    QFETCH(QString, form);
    QFETCH(bool, isFault);
    QCOMPARE(
        !faultOf({.context = {}, .source = source, .comment = {}, .state = {}, .counts = false, .forms = {}}, form).isEmpty(),
        isFault);
}

void LanguageTest::thePersonsOwnOrderCounts_data()
{
    QTest::addColumn<QStringList>("languages");
    QTest::addColumn<bool>("german");
    const auto row = [](const char* name, const QStringList& languages, bool german) {
        QTest::newRow(name) << languages << german;
    };
    row("German of Germany", {QStringLiteral("de-DE"), QStringLiteral("de")}, true);
    row("German of Austria", {QStringLiteral("de_AT")}, true);
    row("English before German", {QStringLiteral("en-GB"), QStringLiteral("en"), QStringLiteral("de")}, false);
    row("German before English", {QStringLiteral("de"), QStringLiteral("en")}, true);
    row("one that is not there, then German", {QStringLiteral("fr-CH"), QStringLiteral("fr"), QStringLiteral("de-CH")}, true);
    row("one that is not there, then English", {QStringLiteral("fr"), QStringLiteral("en"), QStringLiteral("de")}, false);
    row("none that is there", {QStringLiteral("fr")}, false);
    row("no language at all", {QStringLiteral("C")}, false);
    row("nothing said", {}, false);
}

void LanguageTest::thePersonsOwnOrderCounts()
{
    QFETCH(QStringList, languages);
    QFETCH(bool, german);
    QCOMPARE(spokenLanguage(languages), german ? std::optional(QLocale::German) : std::nullopt);
}

void LanguageTest::theProgramSpeaksIt()
{
    const auto frozen = [] { return QCoreApplication::translate("Chip", "Frozen"); };
    speak(*QCoreApplication::instance(), {QStringLiteral("en-GB"), QStringLiteral("de")});
    QCOMPARE(frozen(), QStringLiteral("Frozen"));
    speak(*QCoreApplication::instance(), {QStringLiteral("de-DE")});
    QCOMPARE(frozen(), QStringLiteral("Eingefroren"));
    QCOMPARE(QCoreApplication::translate("fuseboard::FreezeDialog", "Freeze %n Teams", nullptr, 3),
        QStringLiteral("3 Teams einfrieren"));
    QCOMPARE(QCoreApplication::translate("ChartReading", " %n day(s) were restated.", nullptr, 1),
        QStringLiteral(" 1 Tag wurde berichtigt."));
}

QTEST_GUILESS_MAIN(LanguageTest)
#include "languagetest.moc"
