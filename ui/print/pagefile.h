// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "print/chartonpaper.h"
#include "print/teampagetext.h"

class QPrinter;

namespace fuseboard {

/// As a PDF of one page: A4, or Letter where that is what people print on. Its texts are text.
QByteArray pagePdf(const TeamPage& page, const ChartLook& look);
/// On the printer's own paper. False: it did not take the page.
bool printPage(QPrinter& printer, const TeamPage& page, const ChartLook& look);
/// A PNG of `chartPicture`.
QByteArray chartPng(const TeamPage& page, const ChartLook& look);
/// Whole or not at all: a failure leaves what was there.
Result<void> writeWhole(const QString& file, const QByteArray& bytes);

} // namespace fuseboard
