// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "print/chartonpaper.h"
#include "print/teampagetext.h"

#include <QImage>

namespace fuseboard {

/// Into the rectangle, in the painter's units; all of it fits, on whatever paper.
void paintTeamPage(QPainter& painter, const QRectF& place, const TeamPage& page, const ChartLook& look);

/// The chart with the team, its state and the legend, to be understood alone: light, with two dots for each of its points.
QImage chartPicture(const TeamPage& page, const ChartLook& look);

} // namespace fuseboard
