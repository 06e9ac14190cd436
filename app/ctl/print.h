// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/commandline.h"

#include <QJsonDocument>

#include <cstdio>

namespace fuseboard {

/// At once, as UTF-8; whether all of it could be written.
bool print(FILE* to, const QString& text);
/// Prints to standard output; whether all of it could be written.
bool printOut(const QString& text);
/// Prints an error as it is meant for people, to standard error, and with `json` also as a document to standard output.
void printError(const QString& sentence, bool json, QJsonObject error = {});
/// The same of an error of ours; the exit code of a command that failed.
ExitCode printError(const Error& error, const CommandLine& line);

/// A document as it is printed.
QString documentText(const QJsonObject& object, QJsonDocument::JsonFormat format = QJsonDocument::Indented);

} // namespace fuseboard
