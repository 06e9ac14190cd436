// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/rightstext.h"

#include "text/shown.h"

#include <QCoreApplication>
#include <QStringList>

namespace fuseboard {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(SourceRights)
};

constexpr int longestName = 60;

QString listed(const std::vector<std::string>& lists)
{
    QStringList names;
    for (const std::string& list : lists)
        names += shown(list, longestName);
    return names.join(QStringLiteral(", "));
}

} // namespace

QString rightsText(const std::string& name, bool hasKey, const KeyRights& rights)
{
    const QString answers =
        hasKey ? Words::tr("%1 answers and accepts the key. It can read: %2.") : Words::tr("%1 answers. It can be read: %2.");
    QStringList out {answers.arg(shown(name, longestName), listed(rights.reads))};
    if (!rights.refused.empty())
        out += Words::tr("It can’t read: %1.").arg(listed(rights.refused));
    if (!rights.tooMany.empty())
        out += Words::tr("It may do more than is needed: %1. A key without that is safer.").arg(listed(rights.tooMany));
    return out.join(QLatin1Char(' '));
}

} // namespace fuseboard
