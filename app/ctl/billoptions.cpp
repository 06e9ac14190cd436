// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/billoptions.h"

#include "ctl/statustext.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

#include <algorithm>

namespace fuseboard {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Bill", text); }

/// A source's id: lower-case letters, digits and dashes.
std::string isSourceId(const std::string& text)
{
    const bool plain = !text.empty()
        && std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    return plain ? std::string() : "'" + text + "' has other characters than a-z, 0-9 and -";
}

QString listed(const QJsonValue& texts)
{
    QStringList out;
    for (const auto& text : texts.toArray())
        out += onOneLine(text.toString());
    return out.join(QStringLiteral(", "));
}

} // namespace

void BillOptions::addTo(CLI::App& imports, bool& json)
{
    m_verb = imports.add_subcommand(
        "focus", "A bill as FOCUS CSV 1.0 to 1.4, plain or gzip; an account's newest file of a billing period counts");
    m_verb->add_option("FILE", m_file, "File to read; nothing of it is taken where a line is wrong")->required();
    m_verb->add_option("--source", m_source, "What the bill is called here (focus)")->check(isSourceId);
    m_verb->add_option("--tag", m_tag, "The tag that allocation rules may ask for (team)");
    m_verb->add_flag("--lenient", m_lenient, "Take NULL for nothing, looser times, and leave unknown columns out");
    m_verb->add_flag("--assume-utc", m_assumeUtc, "Times without a zone are UTC");
    m_verb->add_flag("--all-services", m_allServices, "Not only those for AI and machine learning");
    m_verb->add_flag("--json", json, "As JSON");
}

bool BillOptions::parsed() const { return m_verb->parsed(); }

QJsonObject BillOptions::request() const
{
    return {{QStringLiteral("do"), QStringLiteral("importBill")},
        {QStringLiteral("file"), QDir().absoluteFilePath(QString::fromStdString(m_file))},
        {QStringLiteral("source"), QString::fromStdString(m_source)}, {QStringLiteral("tag"), QString::fromStdString(m_tag)},
        {QStringLiteral("lenient"), m_lenient}, {QStringLiteral("assumeUtc"), m_assumeUtc},
        {QStringLiteral("allServices"), m_allServices}};
}

QString billText(const QJsonObject& bill)
{
    const auto count = [&bill](const char* name) { return bill[QLatin1String(name)].toInteger(); };
    QString out = tr("FOCUS %1, charges read: %2").arg(bill[QLatin1String("version")].toString()).arg(count("charges"));
    if (count("otherServices") > 0)
        out += tr(", left out for other services: %1 (--all-services takes them)").arg(count("otherServices"));
    const QString months = listed(bill[QLatin1String("months")]);
    out += months.isEmpty() ? tr(". Nothing was imported.")
                            : tr(". %1: rows new %2, replaced %3, withdrawn %4.")
                                  .arg(months)
                                  .arg(count("added"))
                                  .arg(count("replaced"))
                                  .arg(count("withdrawn"));
    out += QLatin1Char('\n');
    if (const QString unknown = listed(bill[QLatin1String("unknownColumns")]); !unknown.isEmpty())
        out += tr("Columns that FOCUS does not know were left out: %1.").arg(unknown) + QLatin1Char('\n');
    if (count("tooOld") > 0)
        out += tr("Rows not taken, since the history of their time is kept by the day already: %1.").arg(count("tooOld"))
            + QLatin1Char('\n');
    return out;
}

} // namespace fuseboard
