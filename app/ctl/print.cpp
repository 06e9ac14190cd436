// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/print.h"

#include "ctl/statustext.h"
#include "owner/errordocument.h"
#include "text/errortext.h"

namespace fuseboard {

bool print(FILE* to, const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    const auto size = static_cast<std::size_t>(bytes.size());
    return std::fwrite(bytes.constData(), 1, size, to) == size && std::fflush(to) == 0;
}

bool printOut(const QString& text) { return print(stdout, text); }

void printError(const QString& sentence, bool json, QJsonObject error)
{
    print(stderr, QStringLiteral("fuseboardctl: ") + onOneLine(sentence) + QLatin1Char('\n'));
    if (!json)
        return;
    error[QLatin1String("sentence")] = sentence;
    printOut(documentText({{QStringLiteral("ok"), false}, {QStringLiteral("error"), error}}, QJsonDocument::Compact));
}

ExitCode printError(const Error& error, const CommandLine& line)
{
    printError(sentence(error), line.json, errorDocument(error));
    return ExitCode::failed;
}

QString documentText(const QJsonObject& object, QJsonDocument::JsonFormat format)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(format)).trimmed() + QLatin1Char('\n');
}

} // namespace fuseboard
