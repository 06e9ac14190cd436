// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/desktop.h"
#include "desktop/freezecommand.h"
#include "desktop/unixsignals.h"
#include "language/language.h"
#include "owner/nodumps.h"
#include "text/errortext.h"

#include <QApplication>
#include <QLocale>
#include <QMessageBox>
#include <QTimer>

#include <cstdio>

using namespace fuseboard;

namespace {

int refuse(const Error& error)
{
    const QString words = sentence(error);
    std::fprintf(stderr, "fuseboard: %s\n", qPrintable(words));
    if (QGuiApplication::platformName() != QLatin1String("offscreen")) {
        QMessageBox box(QMessageBox::Critical, QStringLiteral("Fuseboard"), words);
        box.setTextFormat(Qt::PlainText);
        box.exec();
    }
    return 1;
}

} // namespace

int main(int argc, char** argv)
{
    forbidDumps();
    const auto options = parseDesktopOptions(argc, argv);
    if (!options)
        return options.error();
    if (!options->freezeTeam.isEmpty()) {
        const QCoreApplication app(argc, argv);
        return freezeByCommand(*options);
    }
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("fuseboard"));
    QApplication::setApplicationDisplayName(QStringLiteral("Fuseboard"));
    QApplication::setApplicationVersion(QStringLiteral(FUSEBOARD_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.fuseboard.fuseboard"));

    speak(app, QLocale::system().uiLanguages());

    const UnixSignals signals;
    QObject::connect(&signals, &UnixSignals::endRequested, &app, &QCoreApplication::quit);
    if (options->seconds)
        QTimer::singleShot(*options->seconds, &app, &QCoreApplication::quit);

    Desktop desktop(*options);
    QObject::connect(&desktop, &Desktop::refused, &app, [](const Error& error) { QCoreApplication::exit(refuse(error)); });
    if (auto started = desktop.start(); !started)
        return refuse(started.error());
    return QApplication::exec();
}
