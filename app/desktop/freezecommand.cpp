// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/freezecommand.h"

#include "desktop/options.h"
#include "text/errortext.h"

#include <QCoreApplication>
#include <QProcess>

#include <cstdio>

namespace fuseboard {

int freezeByCommand(const DesktopOptions& options)
{
    const QString program = QCoreApplication::applicationDirPath() + QStringLiteral("/fuseboardctl");
    QStringList arguments {QStringLiteral("freeze"), QStringLiteral("--team"), options.freezeTeam, QStringLiteral("--reason"),
        options.freezeReason};
    if (!options.directory.isEmpty())
        arguments += {QStringLiteral("--profile"), options.directory};
    else if (options.sandbox)
        arguments += QStringLiteral("--sandbox");
    const int code = QProcess::execute(program, arguments);
    if (code >= 0)
        return code;
    std::fprintf(stderr, "fuseboard: %s\n", qPrintable(sentence({ErrorCode::cannotStart, program.toStdString(), {}})));
    return 1;
}

} // namespace fuseboard
