// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace fuseboard {

class Engine;
class MainWindow;

/// Hands what the window asks about freezes to the engine that runs at that moment, and the answers back. `engine` answers null
/// where none runs; it is asked as long as the window lives.
void connectFreezes(MainWindow& window, const std::function<Engine*()>& engine);

/// Shows the engine's drills, and each that is made.
void showDrills(const Engine& engine, MainWindow& window);

} // namespace fuseboard
