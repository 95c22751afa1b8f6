// The one thread on which all Modbus objects live. Work is posted to it; nobody shares objects with
// it.
#pragma once

#include <QObject>
#include <QThread>
#include <functional>
#include <memory>

namespace dure::devices {

class DevicesThread {
 public:
    DevicesThread();
    /// Joins. Whoever put objects on the thread has removed them before.
    ~DevicesThread();
    DevicesThread(const DevicesThread&) = delete;
    DevicesThread& operator=(const DevicesThread&) = delete;

    void post(std::function<void()> work);
    /// Waits for the work; runs it at once when called on the thread itself.
    void run(const std::function<void()>& work);

 private:
    QThread thread_;
    std::unique_ptr<QObject> context_;
};

}  // namespace dure::devices
