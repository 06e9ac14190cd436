// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/pagefile.h"

#include "print/teampage.h"
#include "text/displaylocale.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QPrinter>
#include <QSaveFile>

namespace fuseboard {
namespace {

constexpr QMarginsF margins {15, 15, 15, 15}; // mm

QPageSize pageSize()
{
    return QPageSize(displayLocale().measurementSystem() == QLocale::ImperialUSSystem ? QPageSize::Letter : QPageSize::A4);
}

} // namespace

QByteArray pagePdf(const TeamPage& page, const ChartLook& look)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(pageSize());
    writer.setPageMargins(margins, QPageLayout::Millimeter);
    writer.setTitle(page.title);
    writer.setCreator(QStringLiteral("Fuseboard"));
    QPainter painter(&writer);
    paintTeamPage(painter, painter.viewport(), page, look);
    painter.end();
    return bytes;
}

bool printPage(QPrinter& printer, const TeamPage& page, const ChartLook& look)
{
    printer.setDocName(page.title);
    printer.setCreator(QStringLiteral("Fuseboard"));
    QPainter painter;
    if (!painter.begin(&printer))
        return false;
    paintTeamPage(painter, painter.viewport(), page, look);
    return painter.end() && printer.printerState() != QPrinter::Error;
}

QByteArray chartPng(const TeamPage& page, const ChartLook& look)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    chartPicture(page, look).save(&buffer, "PNG");
    return bytes;
}

Result<void> writeWhole(const QString& file, const QByteArray& bytes)
{
    QSaveFile out(file);
    if (out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit())
        return {};
    return fail(ErrorCode::fileUnwritable, file.toStdString(), out.errorString().toStdString());
}

} // namespace fuseboard
