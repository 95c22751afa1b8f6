#include "devices/link/devices_thread.hpp"

#include <QMetaObject>
#include <utility>

namespace dure::devices {

DevicesThread::DevicesThread() : context_(std::make_unique<QObject>()) {
    thread_.setObjectName("devices");
    context_->moveToThread(&thread_);
    thread_.start();
}

DevicesThread::~DevicesThread() {
    // After everything posted before. Deferred deletions are done when the loop ends.
    post([this] { thread_.quit(); });
    thread_.wait();
}

void DevicesThread::post(std::function<void()> work) {
    QMetaObject::invokeMethod(context_.get(), std::move(work), Qt::QueuedConnection);
}

void DevicesThread::run(const std::function<void()>& work) {
    const bool here = QThread::currentThread() == &thread_;
    QMetaObject::invokeMethod(context_.get(), work,
                              here ? Qt::DirectConnection : Qt::BlockingQueuedConnection);
}

}  // namespace dure::devices
