// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/aboutdialog.h"

#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QPushButton>

namespace fuseboard {
namespace {

/// Parts that a binary of Fuseboard contains or loads, with their licences (the files stand in LICENSES/).
QString parts()
{
    return QStringLiteral("Qt %1, Qt Charts — LGPL-3.0, GPL-3.0 (Qt Charts)\n"
                          "KDE Frameworks: KConfig — LGPL-2.1-or-later\n"
                          "Boost.Asio — BSL-1.0\n"
                          "llhttp — MIT\n"
                          "simdjson — Apache-2.0\n"
                          "toml++ — MIT\n"
                          "CLI11 — BSD-3-Clause\n"
                          "spdlog, fmt — MIT\n"
                          "prometheus-cpp — MIT\n"
                          "OpenSSL — Apache-2.0\n"
                          "SQLite — public domain")
        .arg(QString::fromLatin1(qVersion()));
}

} // namespace

AboutDialog::AboutDialog(QWidget* parent)
    : ScrollingDialog(parent)
{
    setWindowTitle(tr("About Fuseboard"));
    auto* title = new TextLabel(TypeRole::Title);
    title->setText(tr("Fuseboard %1").arg(QCoreApplication::applicationVersion()).trimmed());
    auto* what = new TextLabel(TypeRole::Body);
    what->setWordWrap(true);
    what->setText(tr("Shows where the money for AI tokens goes, and stops it. Free software under the GNU General Public "
                     "License, version 3 or later; without any warranty."));
    auto* heading = new TextLabel(TypeRole::Section);
    heading->setText(tr("Licences of Its Parts"));
    auto* list = new QPlainTextEdit(parts());
    list->setReadOnly(true);
    list->setAccessibleName(heading->text());
    auto* close = new QDialogButtonBox(QDialogButtonBox::Close);
    close->button(QDialogButtonBox::Close)->setText(tr("Close")); // Qt’s own translations may not be installed
    connect(close, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column().addWidget(title);
    column().addWidget(what);
    column().addWidget(heading);
    column().addWidget(list, 1);
    buttons().addWidget(close);
    setSizeInLines(30, 22);
}

} // namespace fuseboard
